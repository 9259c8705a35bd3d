import diff from 'microdiff';
import type { Change } from '../contract/events/events.ts';

/**
 * A session as a store is given it, as two texts: most sessions are compared and kept only, and what is kept is compared
 * by its parts. `cookie` is null where it has none that JSON writes.
 */
export type SessionText = {
  /** Its data without its cookie, which is what express-session hashes. */
  readonly data: Data;
  readonly cookie: string | null;
  /** Whether the cookie comes first, where express-session puts it, so that the whole follows from the parts. */
  readonly isInParts: boolean;
  /** The whole, as soon as it was asked for. */
  whole: string | undefined;
};

type Values = Record<string, unknown>;

/** What a session held beside its cookie at a moment, and the text of that; null where JSON cannot write it. */
export type Data = {
  readonly values: Values;
  readonly text: string | null;
  /** The text without its first character, where it would have to be copied for that. */
  readonly tail?: string;
  /** Whether the values have a text of their own each: none is an object, in which something may change unseen. */
  readonly isFlat: boolean;
  /** The texts of long strings in it, by their keys: a session that still has them need not write them again. */
  readonly written: ReadonlyMap<string, string> | undefined;
};

/** Characters from which on a string is worth being compared with the one before rather than written again. */
const long = 1000;

/** JSON text of a value as a store would write it; null where it cannot be written (a circle, a BigInt). */
function textOf(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}

/** Why a value cannot be written as JSON, in a line. */
export function whyNotText(value: unknown): string {
  try {
    JSON.stringify(value);
    return 'JSON has no text for it';
  } catch (error) {
    return messageOf(error).split('\n', 1)[0] ?? '';
  }
}

/** What was thrown, or told in place of a result, in words; whatever it is, this throws nothing and says something. */
export function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.message) : String(error);
  } catch {
    return 'an error that does not say what it is';
  }
}

/** Where an error was thrown; null for what does not say, which throws nothing here either. */
export function stackOf(error: unknown): string | null {
  try {
    return error instanceof Error && typeof error.stack === 'string' ? error.stack : null;
  } catch {
    return null;
  }
}

/** A value as a word, whatever it is. */
export function wordFor(value: unknown): string {
  try {
    return String(value);
  } catch {
    return '(an object that has no text)';
  }
}

/** What a session holds beside its cookie; what is in it is not copied. */
function withoutCookie(session: object): Values {
  const { cookie: _, ...data } = session as { cookie?: unknown };
  return data;
}

/** Whether a session holds these values beside its cookie, in their order. */
export function holds(session: Values, values: Values): boolean {
  const keys = Object.keys(values);
  let at = 0;
  for (const key of Object.keys(session)) {
    if (key === 'cookie') continue;
    if (key !== keys[at] || session[key] !== values[key]) return false;
    at += 1;
  }
  return at === keys.length;
}

/** What a session holds beside its cookie. `known`: what it may still hold, the text of which is then taken. */
export function dataOf(session: object, known?: Data | null): Data {
  if (known?.isFlat && holds(session as Values, known.values)) return known;
  const values = withoutCookie(session);
  let isFlat = true;
  let hasLong = false;
  for (const key of Object.keys(values)) {
    const value = values[key];
    if ((typeof value === 'object' && value !== null) || typeof value === 'function') isFlat = false;
    else if (typeof value === 'string' && value.length >= long) hasLong = true;
  }
  return isFlat && hasLong
    ? inPieces(values, known)
    : { values, text: textOf(values), isFlat, written: undefined };
}

/** Put together without copying the long strings, whose texts are taken from what is known. */
function inPieces(values: Values, known: Data | null | undefined): Data {
  const written = new Map<string, string>();
  const pieces: string[] = [];
  for (const key of Object.keys(values)) {
    const value = values[key];
    const isLong = typeof value === 'string' && value.length >= long;
    const before = isLong && known?.values[key] === value ? known.written?.get(key) : undefined;
    const text = before ?? textOf({ [key]: value })?.slice(1, -1);
    if (text === undefined) return { values, text: null, isFlat: true, written: undefined };
    if (isLong) written.set(key, text);
    if (text !== '') pieces.push(text);
  }
  let tail = '';
  for (const [place, piece] of pieces.entries()) tail += place === 0 ? piece : `,${piece}`;
  tail += '}';
  return { values, text: `{${tail}`, tail, isFlat: true, written };
}

/** Null where JSON cannot write it. `known`: a session that it may hold the same as, the text of which is then taken. */
export const takeSession = (session: unknown, known: SessionText | null = null): SessionText | null =>
  sessionOf(session, dataOf(Object(session), known?.data));

/** The same where what it holds was taken before. */
export function sessionOf(session: unknown, data: Data): SessionText | null {
  if (data.text === null) return null;
  const cookie = startsWithCookie(session) ? textOf(session['cookie']) : null;
  if (cookie !== null) return { data, cookie, isInParts: true, whole: undefined };
  const whole = textOf(session);
  if (whole === null) return null;
  // Its parts as they will come back, which a toJSON may have put there.
  const { cookie: given, ...values } = Object(JSON.parse(whole));
  const parsed = { values, text: JSON.stringify(values), isFlat: false, written: undefined };
  return { data: parsed, cookie: textOf(given), isInParts: false, whole };
}

/**
 * Whether both have the same text; null is no session. Texts that were put together of long ones are compared only where
 * it does not follow from the values: for that they would have to be copied.
 */
export function isSameData(one: Data | null | undefined, other: Data | null | undefined): boolean {
  if (one === other) return true;
  if (one?.written !== undefined && other?.written !== undefined) {
    if (holds(one.values, other.values)) return true;
    if (isOtherwise(one.values, other.values)) return false;
  }
  return (one?.text ?? null) === (other?.text ?? null);
}

/** Whether they surely have other texts: of the same keys, one has another string or number. */
function isOtherwise(one: Values, other: Values): boolean {
  const keys = Object.keys(one);
  if (keys.join() !== Object.keys(other).join()) return false;
  return keys.some((key) => {
    const [a, b] = [one[key], other[key]];
    return typeof a === typeof b && a !== b && (typeof a === 'string' || Number.isFinite(a)) && isPlain(b);
  });
}

const isPlain = (value: unknown): boolean => typeof value === 'string' || Number.isFinite(value);

function startsWithCookie(session: unknown): session is Values {
  if (typeof session !== 'object' || session === null || Array.isArray(session)) return false;
  if (typeof (session as { toJSON?: unknown }).toJSON === 'function') return false;
  for (const key in session) return key === 'cookie' && Object.hasOwn(session, key);
  return false;
}

/** A session's JSON text, cookie included. Put together without copying: only who reads it pays for its length. */
export function wholeText(session: SessionText): string {
  const { cookie, data } = session;
  const { text, tail } = data;
  session.whole ??=
    text === null || text.length === 2
      ? `{"cookie":${cookie}}`
      : `{"cookie":${cookie},${tail ?? text.slice(1)}`;
  return session.whole;
}

/** Whether it costs something to write it; a flat one is told by its values. */
export const isLong = (session: SessionText | null): session is SessionText =>
  session?.isInParts === true && !session.data.isFlat && (session.data.text?.length ?? 0) >= long;

/** Whether both have the same text. */
export function isSameText(one: SessionText | null, other: SessionText | null): boolean {
  if (one === other) return true;
  if (one === null || other === null || one.cookie !== other.cookie || !isSameData(one.data, other.data))
    return false;
  return (one.isInParts && other.isInParts) || wholeText(one) === wholeText(other);
}

/** What is stored where a touch has written a cookie into it. */
export function withCookie(stored: SessionText, cookie: string | null): SessionText {
  if (stored.cookie === cookie) return stored;
  if (stored.isInParts && cookie !== null) {
    return { data: stored.data, cookie, isInParts: true, whole: undefined };
  }
  const value = {
    ...JSON.parse(wholeText(stored)),
    cookie: cookie === null ? undefined : JSON.parse(cookie),
  };
  return takeSession(value) ?? stored;
}

/** How many characters are kept with it, its values included. */
export const sizeOf = (session: SessionText | null): number =>
  session === null
    ? 0
    : (session.data.text?.length ?? 0) * (session.data.isFlat ? 2 : 1) + (session.cookie?.length ?? 0);

/** A session's data without its cookie, as text: what express-session hashes to tell whether it changed. */
export const dataText = (session: object): string | null => textOf(withoutCookie(session));

/** The differences between two texts of session data; a side that is null had no session. */
export function changesBetween(before: string | null, after: string | null): Change[] {
  return diff(JSON.parse(before ?? '{}'), JSON.parse(after ?? '{}')).map((change): Change => {
    const path = change.path.join('.');
    if (change.type === 'CREATE') return { path, after: change.value };
    if (change.type === 'REMOVE') return { path, before: change.oldValue };
    return { path, before: change.oldValue, after: change.value };
  });
}

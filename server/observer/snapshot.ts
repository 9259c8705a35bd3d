import diff from 'microdiff';
import type { Change } from '../contract/events/events.ts';

/**
 * A session as a store is given it, as two texts: most sessions are compared and kept only, and what is kept is compared
 * by its parts. `cookie` is null where it has none that JSON writes.
 */
export type SessionText = {
  /** Its data without its cookie, which is what express-session hashes. */
  readonly data: string;
  readonly cookie: string | null;
  /** Whether the cookie comes first, where express-session puts it, so that the whole follows from the parts. */
  readonly isInParts: boolean;
  /** What the data is the text of, where it holds nothing that can change within: as long as it is held, so is its text. */
  readonly values: Values | undefined;
  /** The whole, as soon as it was asked for. */
  whole: string | undefined;
};

export type Values = Record<string, unknown>;

/** JSON text of a value as a store would write it; null where it cannot be written (a circle, a BigInt). */
export function textOf(value: unknown): string | null {
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
export function withoutCookie(session: object): Values {
  const { cookie: _, ...data } = session as { cookie?: unknown };
  return data;
}

/** A session's data without its cookie, as text: what express-session hashes to tell whether it changed. */
export const dataText = (session: object): string | null => textOf(withoutCookie(session));

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

/** Whether they have a text of their own each: none is an object, in which something may change unseen. */
export function isFlat(values: Values): boolean {
  for (const key in values) {
    const value = values[key];
    if ((typeof value === 'object' && value !== null) || typeof value === 'function') return false;
  }
  return true;
}

/** Null where JSON cannot write it. `known`: a session that it may hold the same as, the text of which is then taken. */
export function takeSession(session: unknown, known: SessionText | null = null): SessionText | null {
  if (known?.values !== undefined && startsWithCookie(session) && holds(session, known.values)) {
    return inParts(session, known.data, known.values);
  }
  const values = withoutCookie(Object(session));
  return sessionOf(session, textOf(values), values);
}

/** The same where what it holds was taken before. */
export function sessionOf(session: unknown, data: string | null, values: Values): SessionText | null {
  if (data === null) return null;
  const text = startsWithCookie(session) ? inParts(session, data, isFlat(values) ? values : undefined) : null;
  if (text !== null) return text;
  const whole = textOf(session);
  if (whole === null) return null;
  // Its parts as they will come back, which a toJSON may have put there.
  const { cookie, ...rest } = Object(JSON.parse(whole));
  return { data: JSON.stringify(rest), cookie: textOf(cookie), isInParts: false, values: undefined, whole };
}

function inParts({ cookie: given }: Values, data: string, values: Values | undefined): SessionText | null {
  const cookie = textOf(given);
  return cookie === null ? null : { data, cookie, isInParts: true, values, whole: undefined };
}

function startsWithCookie(session: unknown): session is Values {
  if (typeof session !== 'object' || session === null || Array.isArray(session)) return false;
  if (typeof (session as { toJSON?: unknown }).toJSON === 'function') return false;
  for (const key in session) return key === 'cookie' && Object.hasOwn(session, key);
  return false;
}

/** A session's JSON text, cookie included. Put together without copying: only who reads it pays for its length. */
export function wholeText(session: SessionText): string {
  const { data, cookie } = session;
  session.whole ??= data === '{}' ? `{"cookie":${cookie}}` : `{"cookie":${cookie},${data.slice(1)}`;
  return session.whole;
}

/** Whether both have the same text. */
export function isSameText(one: SessionText | null, other: SessionText | null): boolean {
  if (one === other) return true;
  if (one === null || other === null || one.data !== other.data || one.cookie !== other.cookie) return false;
  return (one.isInParts && other.isInParts) || wholeText(one) === wholeText(other);
}

/** What is stored where a touch has written a cookie into it. */
export function withCookie(stored: SessionText, cookie: string | null): SessionText {
  if (stored.cookie === cookie) return stored;
  if (stored.isInParts && cookie !== null) {
    return { data: stored.data, cookie, isInParts: true, values: stored.values, whole: undefined };
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
    : session.data.length * (session.values === undefined ? 1 : 2) + (session.cookie?.length ?? 0);

/** The differences between two texts of session data; a side that is null had no session. */
export function changesBetween(before: string | null, after: string | null): Change[] {
  return diff(JSON.parse(before ?? '{}'), JSON.parse(after ?? '{}')).map((change): Change => {
    const path = change.path.join('.');
    if (change.type === 'CREATE') return { path, after: change.value };
    if (change.type === 'REMOVE') return { path, before: change.oldValue };
    return { path, before: change.oldValue, after: change.value };
  });
}

import { types } from 'node:util';
import type { LiveSession } from './session-request.ts';
import type { Data } from './snapshot.ts';

/** Settings of a session's cookie that a handler changes, and express-session does not take for a change of the session. */
export type CookieSettings = { span: unknown; path: unknown; domain: unknown; httpOnly: unknown };

export function cookieSettings(session: LiveSession): CookieSettings | undefined {
  const { cookie } = session;
  if (typeof cookie !== 'object' || cookie === null) return undefined;
  const read = (key: string): unknown => Reflect.get(cookie, key);
  try {
    return {
      span: read('originalMaxAge'),
      path: read('path'),
      domain: read('domain'),
      httpOnly: read('httpOnly'),
    };
  } catch {
    return undefined;
  }
}

/** ms: each touch sets the span anew from a moment, and may lose one. */
const jitter = 500;

const isSpan = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) < jitter);

const isSame = (a: CookieSettings, b: CookieSettings): boolean =>
  isSpan(a.span ?? null, b.span ?? null) &&
  a.path === b.path &&
  a.domain === b.domain &&
  a.httpOnly === b.httpOnly;

/**
 * What a handler did to a session that express-session does not count, as inputs of a decision: values which JSON leaves out or
 * makes something else of, and its cookie's settings. `begun`: those when it came.
 */
export function uncountedIn(
  session: LiveSession | null | undefined,
  data: Data | null,
  { original, begun }: { original: Data | null | undefined; begun: CookieSettings | undefined },
): { unwritten?: string; cookieChanged?: true } {
  const unwritten = data === null || data === original ? [] : unwrittenIn(data.values);
  const settings = session && begun && cookieSettings(session);
  return {
    ...(unwritten.length > 0 && { unwritten: unwritten.slice(0, mostTold).join(', ') }),
    ...(settings && begun && !isSame(settings, begun) && { cookieChanged: true }),
  };
}

const mostTold = 3;
/** Values that are looked at, at most. */
const budget = 50;

function unwrittenIn(values: Readonly<Record<string, unknown>>): string[] {
  const found: string[] = [];
  let left = budget;
  const look = (holder: object, path: string): void => {
    for (const key of Object.keys(holder)) {
      left -= 1;
      if (left < 0 || found.length === mostTold) return;
      const value: unknown = Object.getOwnPropertyDescriptor(holder, key)?.value;
      const kind = kindOf(value);
      if (kind !== null) found.push(`${path}${key} (${kind})`);
      else if (typeof value === 'object' && value !== null) look(value, `${path}${key}.`);
    }
  };
  look(values, '');
  return found;
}

/** What a value is that another comes back of; null for what JSON keeps, and for what says itself how it is written. */
function kindOf(value: unknown): string | null {
  if (value === undefined) return 'undefined';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  if (typeof value === 'number') return Number.isFinite(value) ? null : String(value);
  if (typeof value !== 'object' || value === null || types.isProxy(value)) return null;
  if (types.isDate(value)) return 'a Date';
  if (types.isMap(value)) return 'a Map';
  if (types.isSet(value)) return 'a Set';
  if (types.isRegExp(value)) return 'a RegExp';
  if (types.isNativeError(value)) return 'an Error';
  return types.isTypedArray(value) ? 'a typed array' : null;
}

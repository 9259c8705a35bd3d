import type { KeyPlace } from '../input/key-homes.ts';
import { nearest } from '../input/nearest.ts';
import { cookieRows } from './cookie-option-rows.ts';
import { sessionRows } from './session-option-rows.ts';

const ofSession = new Set([...Object.keys(sessionRows), 'key', 'store', 'cookie']);
const ofCookie = new Set(Object.keys(cookieRows));
const byLevel = { session: ofSession, cookie: ofCookie };
export type OptionLevel = keyof typeof byLevel;

/** Whether express-session, or this app, looks at a key where it stands. */
export const isLookedAt = (key: string, level: OptionLevel): boolean => byLevel[level].has(key);

/** Keys that other things have, which are often given to express-session. */
const otherHomes: Readonly<Record<string, string>> = {
  'trust proxy': 'it is Express’s own: app.set(\'trust proxy\', 1); in this file, "trustProxy"',
  credentials: 'it belongs to the page’s fetch, or to cors',
  withCredentials: 'it belongs to the page’s XMLHttpRequest or axios',
  origin: 'it belongs to cors',
  ttl: 'it belongs to the store; express-session’s is cookie.maxAge',
  touchAfter: 'it belongs to the store',
  keys: 'it is cookie-session’s; here it is secret',
  cookieName: 'it is client-sessions’; here it is name',
  duration: 'it is client-sessions’; here it is cookie.maxAge',
  signed: 'the cookie is always signed, with secret',
};

/** Where a key belongs that stands where nothing looks at it; null where nothing has such a key. */
export function homeOf(key: string, level: OptionLevel): string | null {
  if (level === 'session' && ofCookie.has(key)) return 'it belongs into cookie';
  if (level === 'cookie' && ofSession.has(key)) return 'it belongs beside cookie, into the session’s options';
  return Object.hasOwn(otherHomes, key) ? (otherHomes[key] ?? null) : null;
}

/** The key that was meant, on the same level or on the other; null where none is near. */
export function nearestOption(key: string, level: OptionLevel): string | null {
  const near = nearest(key, byLevel[level]);
  if (near !== null) return near;
  if (level === 'cookie') return nearest(key, ofSession);
  const inCookie = nearest(key, ofCookie);
  return inCookie === null ? null : `cookie.${inCookie}`;
}

/** Where a key belongs that an option set of a lab does not have. */
export function placeOf(key: string, level: OptionLevel): KeyPlace {
  if (key === 'store' && level === 'session')
    return {
      home: 'the store is no option here: it stands beside "options", as "store": { "kind": "memory" }',
    };
  const home = homeOf(key, level);
  return home === null
    ? { nearest: nearestOption(key, level) }
    : { home: `express-session ignores it here; ${home}` };
}

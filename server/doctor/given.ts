import session, { MemoryStore } from 'express-session';
import { nearest, suggested } from '../contract/input/nearest.ts';
import { messageOf } from '../contract/message-of.ts';
import { cookieRows } from '../contract/options/cookie-option-rows.ts';
import { sessionRows } from '../contract/options/session-option-rows.ts';
import { writeCookie } from './ask-browser.ts';
import type { Given } from './rule.ts';

const unknownHere = 'express-session knows no such option';

type Level = 'session' | 'cookie';

const ofSession = new Set([...Object.keys(sessionRows), 'key', 'store', 'cookie']);
const ofCookie = new Set(Object.keys(cookieRows));
const byLevel = { session: ofSession, cookie: ofCookie };

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

/** The keys that express-session does not look at where they stand, and where they belong. */
export function ignoredKeys(keys: readonly string[], level: Level): Given[] {
  return keys
    .filter((key) => !byLevel[level].has(key))
    .map((key) => ({
      kind: 'ignored',
      option: level === 'cookie' ? `cookie.${key}` : key,
      words: `ignored here: ${homeOf(key, level)}`,
    }));
}

function homeOf(key: string, level: Level): string {
  if (level === 'session' && ofCookie.has(key)) return 'it belongs into cookie';
  if (level === 'cookie' && ofSession.has(key)) return 'it belongs beside cookie, into the session’s options';
  const known = Object.hasOwn(otherHomes, key) ? otherHomes[key] : undefined;
  if (known !== undefined) return known;
  const near = [...byLevel[level]];
  const far = level === 'session' ? [...ofCookie].map((name) => `cookie.${name}`) : [...ofSession];
  const meant = suggested(nearest(key, near) ?? nearest(level === 'session' ? `cookie.${key}` : key, far));
  return `${unknownHere}${meant}`;
}

/** Whether a key has nothing to do with session options, wherever they stand. */
export const isStrange = (key: string): boolean =>
  key !== 'context' && !ofSession.has(key) && homeOf(key, 'session') === unknownHere;

/** What express-session throws at a value: when it is set up, or when it makes or writes a cookie. */
export function refusalOf(level: Level, key: string, value: unknown): string | null {
  try {
    if (level === 'session') {
      session(
        Object.assign(
          { secret: 'x', resave: false, saveUninitialized: false, store: new MemoryStore() },
          { [key]: value },
        ),
      );
      return null;
    }
    const cookie: { maxAge: unknown; originalMaxAge: unknown } = Reflect.construct(session.Cookie, [
      { [key]: value },
    ]);
    // As Session.touch does before the cookie is written.
    cookie.maxAge = cookie.originalMaxAge;
  } catch (error) {
    return messageOf(error);
  }
  const written = writeCookie('sid', { [key]: value });
  return written.ok ? null : written.thrown;
}

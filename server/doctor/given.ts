import session, { MemoryStore } from 'express-session';
import { suggested } from '../contract/input/nearest.ts';
import { messageOf } from '../contract/message-of.ts';
import { homeOf, isLookedAt, nearestOption, type OptionLevel } from '../contract/options/misplaced.ts';
import { writeCookie } from './ask-browser.ts';
import type { Given } from './rule.ts';

const unknownHere = 'express-session knows no such option';

/** The keys that express-session does not look at where they stand, and where they belong. */
export function ignoredKeys(keys: readonly string[], level: OptionLevel): Given[] {
  return keys
    .filter((key) => !isLookedAt(key, level))
    .map((key) => ({
      kind: 'ignored',
      option: level === 'cookie' ? `cookie.${key}` : key,
      words: `ignored here: ${homeWords(key, level)}`,
    }));
}

const homeWords = (key: string, level: OptionLevel): string =>
  homeOf(key, level) ?? `${unknownHere}${suggested(nearestOption(key, level))}`;

/** Whether a key has nothing to do with session options, wherever they stand. */
export const isStrange = (key: string): boolean =>
  key !== 'context' && !isLookedAt(key, 'session') && homeWords(key, 'session') === unknownHere;

/** What express-session throws at a value: when it is set up, or when it makes or writes a cookie. */
export function refusalOf(level: OptionLevel, key: string, value: unknown): string | null {
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

import { sign } from 'cookie-signature';
import express from 'express';
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

/** A literal in code that is no store: text, a number, an object without a method. */
export function noStore(store: unknown): Given[] {
  if (!store || typeof store === 'symbol' || (isRecord(store) && Object.keys(store).length > 0)) return [];
  const message = refusalOf('session', 'store', store);
  return message === null
    ? []
    : [{ kind: 'refused', option: 'store', words: `no store (${typeof store}): “${message}”` }];
}

/** A literal in code that is no function. */
export function noGenid(genid: unknown): Given[] {
  const message = refusalOf('session', 'genid', genid);
  return message === null
    ? []
    : [{ kind: 'refused', option: 'genid', words: `no function (${typeof genid}): “${message}”` }];
}

/** A call of session() that gives none. */
export const noSecret: Given = { kind: 'no secret', option: 'secret', words: 'not given' };

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Those of the secrets that are no text, with what is thrown when a cookie is signed with one. None is printed. */
export function refusedSecrets(secrets: readonly unknown[]): Given[] {
  return secrets.flatMap((secret, place): Given[] => {
    if (typeof secret === 'string') return [];
    const option = secrets.length === 1 ? 'secret' : `secret[${place}]`;
    const what = secret === null || secret === undefined ? String(secret) : `no text (${typeof secret})`;
    return [{ kind: 'refused', option, words: `${what}: “${signingFault(secret)}”` }];
  });
}

function signingFault(secret: unknown): string {
  try {
    Reflect.apply(sign, undefined, ['id', secret]);
    return 'it signs nothing that another process knows';
  } catch (error) {
    // What came may be the secret itself.
    return messageOf(error).replace(/ Received .*$/s, '');
  }
}

/** What is thrown at a value: by Express, or by express-session when it is set up, or when it makes or writes a cookie. */
export function refusalOf(level: OptionLevel, key: string, value: unknown): string | null {
  try {
    if (key === 'trustProxy') {
      express().set('trust proxy', value);
      return null;
    }
    if (level === 'session' && key === 'name') {
      const written = writeCookie(String(value), {});
      return written.ok ? null : written.thrown;
    }
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

import { endOf, type SessionOptions } from '../contract/options/options.ts';
import { sessionRows } from '../contract/options/session-option-rows.ts';
import { invalidDate, numberMeant } from '../contract/options/value-schemas.ts';
import { ignoredKeys, refusalOf } from './given.ts';
import { type JudgedOptions, judgedFields, judgedSchema } from './judged-options.ts';
import type { Given } from './rule.ts';

/** A value that cannot be read where it stands, such as process.env.X: as good as not said. */
export const notSaid = Symbol('not said');

/** Options as express-session takes them, with what is to be said of how they are given. */
export type ReadOptions = { options: JudgedOptions; given: Given[]; unread: string[] };

type Raw = Readonly<Record<string, unknown>>;
type Level = 'session' | 'cookie';
/** Puts a value into words that the rules know. */
type Taken = (value: unknown) => unknown;

const asBoolean: Taken = (value) => Boolean(value);
const unless = (value: unknown, left: unknown): unknown => (value ? value : left);
const oneOf =
  (...words: readonly string[]): Taken =>
  (value) => {
    if (typeof value !== 'string') return value;
    return words.find((word) => word === value.toLowerCase()) ?? value;
  };
// Of auto express-session itself looks at the case.
const sameSites = oneOf('lax', 'strict', 'none');
const priorities = oneOf('low', 'medium', 'high');

/** express-session's own reading of what is not of the schema's type (index.js, session/cookie.js, cookie.serialize). */
const taken: Readonly<Record<Level, Readonly<Record<string, Taken>>>> = {
  session: {
    resave: asBoolean,
    saveUninitialized: asBoolean,
    rolling: asBoolean,
    unset: (value) => unless(value, 'keep'),
    name: (value) => String(unless(value, sessionRows.name.default)),
    // issecure asks for true and false alone.
    proxy: (value) => (typeof value === 'boolean' ? value : null),
    trustProxy: (value) =>
      Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : unless(value, false),
  },
  cookie: {
    // Without one there is no Path, and the middleware takes it for /.
    path: (value) => unless(value, ''),
    domain: (value) => unless(value, null),
    httpOnly: asBoolean,
    secure: (value) => (value === 'auto' ? value : Boolean(value)),
    sameSite: (value) => (value ? sameSites(value) : false),
    maxAge: (value) => (typeof value === 'number' ? value : unless(value, null)),
    expires: (value) => unless(value, null),
    partitioned: asBoolean,
    priority: (value) => (value ? priorities(value) : null),
  },
};

const booleans = new Set(['resave', 'saveUninitialized', 'rolling', 'httpOnly', 'secure', 'partitioned']);

/** A lab's options as the rules judge them. */
export const judgedOf = (options: SessionOptions): Pick<ReadOptions, 'options' | 'given'> =>
  readOptions({ ...options });

/** Reads the options of a file. Whatever they are, what can be judged is judged. */
export function readOptions(ofGiven: Raw): ReadOptions {
  const { cookie: ofCookieGiven, secret, store, ...session } = ofGiven;
  const cookie = ofCookieGiven ?? {};
  const { cookieEnd = endOf(cookie).cookieEnd } = session;
  const given: Given[] = [...storeGiven(store)];
  const { key, ...named } = session;
  const ofSession = readLevel(
    'session',
    { ...(key === undefined ? {} : { name: key }), ...truthyName(named) },
    given,
  );
  const ofCookie = isRecord(cookie)
    ? readLevel('cookie', endsMeant(cookie, cookieEnd), given)
    : refusedCookie(cookie, given);
  const options = judgedSchema.parse({
    ...ofSession,
    ...(cookieEnd !== undefined && { cookieEnd }),
    secret: readSecret(secret, given),
    cookie: ofCookie,
  });
  return { options, given, unread: unreadIn({ ...ofGiven, cookie }) };
}

/** The options, by path, whose values cannot be read. Of maxAge and expires, either gives what the other may lack. */
function unreadIn({ cookie, ...session }: Raw): string[] {
  const ofSession = Object.keys(session).filter((key) => session[key] === notSaid);
  if (!isRecord(cookie)) return cookie === notSaid ? [...ofSession, 'cookie'] : ofSession;
  const ofCookie = Object.keys(cookie).filter((key) => cookie[key] === notSaid);
  return [
    ...ofSession.map((key) => (key === 'key' ? 'name' : key)),
    ...ofCookie.map((key) => `cookie.${key}`),
  ];
}

const truthyName = ({ name, ...others }: Raw): Raw => (name ? { ...others, name } : others);

/** A number is no Date: Cookie hands it on as its maxAge. Of two ends, the one that is written later counts. */
function endsMeant({ maxAge, expires, ...others }: Raw, end: unknown): Raw {
  const ends = { maxAge: numberMeant(maxAge), expires: numberMeant(expires) };
  if (!isGiven(ends.maxAge) || !isGiven(ends.expires)) {
    return typeof ends.expires === 'number'
      ? { ...others, maxAge: ends.expires }
      : { ...others, ...saidOf(ends) };
  }
  const last = end === 'expires' ? ends.expires : ends.maxAge;
  if (typeof ends.expires === 'number') return { ...others, maxAge: last };
  return last ? { ...others, ...ends } : { ...others, maxAge: typeof last === 'number' ? last : null };
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== notSaid;
const saidOf = (values: Raw): Raw =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

function readLevel(level: Level, raw: Raw, given: Given[]): Raw {
  const said = Object.entries(raw).filter(([, value]) => value !== undefined && value !== notSaid);
  given.push(...ignoredKeys(Object.keys(raw), level));
  return Object.fromEntries(
    said.flatMap(([key, value]) => {
      const field = Object.hasOwn(judgedFields[level], key) ? judgedFields[level][key] : undefined;
      if (field === undefined) return [];
      const known = taken[level][key] ?? ((same) => same);
      const option = level === 'cookie' ? `cookie.${key}` : key;
      if (booleans.has(key) && value !== 'auto' && typeof value !== 'boolean') {
        given.push({
          kind: 'no boolean',
          option,
          words: `${JSON.stringify(value)}, which counts as ${Boolean(value)}`,
        });
      }
      const read = key === 'expires' ? dateOf(value) : known(value);
      if (read !== undefined && field.safeParse(read).success) return [[key, read]];
      const message = refusalOf(level, key, value) ?? 'express-session cannot use it';
      given.push({
        kind: 'refused',
        option,
        words: `${textOf(value)}: “${message}”`,
      });
      return [];
    }),
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));

/** A date in JSON is text. */
function dateOf(value: unknown): unknown {
  if (!value || value === invalidDate) return value || null;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function readSecret(secret: unknown, given: Given[]): string[] {
  if (secret === undefined || secret === notSaid) return [];
  const list = [secret].flat();
  if (list.length === 0 || !secret) {
    given.push({ kind: 'no secret', option: 'secret', words: JSON.stringify(secret) });
    return [];
  }
  return list.filter((one) => typeof one === 'string');
}

function storeGiven(store: unknown): Given[] {
  if (store === undefined || store === null || store === notSaid) return [];
  return [{ kind: 'unread store', option: 'store', words: 'given, and what it is cannot be seen here' }];
}

function refusedCookie(cookie: unknown, given: Given[]): Raw {
  if (cookie && cookie !== notSaid) {
    given.push({
      kind: 'refused',
      option: 'cookie',
      words: `${JSON.stringify(cookie)}: “argument options must be a object”`,
    });
  }
  return {};
}

export const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

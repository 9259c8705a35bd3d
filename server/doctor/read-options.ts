import { ownCookieFunction } from '../contract/options/cookie-function.ts';
import { endOf, type SessionOptions } from '../contract/options/options.ts';
import { sessionRows } from '../contract/options/session-option-rows.ts';
import { invalidDate, numberMeant } from '../contract/options/value-schemas.ts';
import { ignoredKeys, refusalOf, refusedSecrets } from './given.ts';
import { type JudgedOptions, judgedFields, judgedSchema } from './judged-options.ts';
import type { Given } from './rule.ts';

/** A value that cannot be read where it stands, such as process.env.X: as good as not said. */
export const notSaid = Symbol('not said');
/** Of a list one that cannot be read is enough. */
const isUnsaid = (value: unknown): boolean =>
  value === notSaid || (Array.isArray(value) && value.includes(notSaid));

/** Options as express-session takes them, with what is to be said of how they are given. */
export type ReadOptions = { options: JudgedOptions; given: Given[]; unread: string[] };

type Raw = Readonly<Record<string, unknown>>;
type Level = 'session' | 'cookie';
/** Puts a value into words that the rules know. */
type Taken = (value: unknown) => unknown;

const asBoolean: Taken = (value) => Boolean(value);
const unless = (value: unknown, left: unknown): unknown => (value ? value : left);
/** The cookie package holds it against a pattern and writes it, which makes text of whatever it is. */
const asText =
  (left: unknown): Taken =>
  (value) =>
    value ? String(value) || undefined : left;
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
    name: asText(sessionRows.name.default),
    genid: (value) => unless(value, sessionRows.genid.default),
    // issecure asks for true and false alone.
    proxy: (value) => (typeof value === 'boolean' ? value : null),
    trustProxy: (value) =>
      Array.isArray(value) ? listMeant(value) : typeof value === 'string' ? value : unless(value, false),
  },
  cookie: {
    // Without one there is no Path, and the middleware takes it for /; of an empty list too.
    path: (value) => (value ? String(value) : ''),
    domain: asText(null),
    httpOnly: asBoolean,
    secure: (value) => (value === 'auto' ? value : Boolean(value)),
    sameSite: (value) => (value ? sameSites(value) : false),
    maxAge: (value) => (typeof value === 'number' ? value : unless(value, null)),
    expires: (value) => unless(value, null),
    partitioned: asBoolean,
    priority: (value) => (value ? priorities(value) : null),
  },
};

/** What Express trusts of a list; undefined where it is none of texts. Of an empty one it trusts nobody. */
const listMeant = (list: readonly unknown[]): unknown =>
  list.length === 0 ? false : list.every((one) => typeof one === 'string') ? list.join(',') : undefined;

const booleans = new Set(['resave', 'saveUninitialized', 'rolling', 'httpOnly', 'secure', 'partitioned']);

/** A lab's options as the rules judge them. */
export const judgedOf = (options: SessionOptions): ReadOptions => readOptions({ ...options });

/** Reads the options of a file. Whatever they are, what can be judged is judged. `inCode`: a date is no text there. */
export function readOptions(ofGiven: Raw, { inCode = false } = {}): ReadOptions {
  const { cookie: ofCookieGiven, secret, store, ...session } = ofGiven;
  const cookie = isRecord(ofCookieGiven) ? originalMeant(ofCookieGiven) : (ofCookieGiven ?? {});
  const { cookieEnd = endOf(cookie).cookieEnd } = session;
  const given: Given[] = [...storeGiven(store)];
  const unjudged: string[] = [];
  const { key, ...named } = session;
  const ofSession = readLevel(
    'session',
    { ...(key === undefined ? {} : { name: key }), ...truthyName(named) },
    { given, unjudged },
  );
  const ofCookie = isRecord(cookie)
    ? readLevel('cookie', endsMeant(inCode ? withoutTextEnds(cookie, given) : cookie, cookieEnd), {
        given,
        unjudged,
      })
    : refusedCookie(cookie, given);
  const options = judgedSchema.parse({
    ...ofSession,
    ...(cookieEnd !== undefined && { cookieEnd }),
    secret: readSecret(secret, given),
    cookie: ofCookie,
  });
  const unread = [...unreadIn({ ...ofGiven, cookie }), ...unjudged];
  if (ownCookieFunction(options) === null) return { options, given, unread };
  // What stands in the list counts for nothing, and what the function gives cannot be seen.
  return {
    options: { ...options, cookie: judgedSchema.parse({}).cookie },
    given,
    unread: [...unread, 'cookie', 'cookieEnd'],
  };
}

/** The options, by path, whose values cannot be read. Of maxAge and expires, either gives what the other may lack. */
function unreadIn({ cookie, ...session }: Raw): string[] {
  const ofSession = Object.keys(session).filter((key) =>
    key === 'secret' ? session[key] === notSaid : isUnsaid(session[key]),
  );
  if (!isRecord(cookie)) return isUnsaid(cookie) ? [...ofSession, 'cookie'] : ofSession;
  const ofCookie = Object.keys(cookie).filter((key) => isUnsaid(cookie[key]));
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

/** Cookie takes an originalMaxAge too, as a stored session has it: a span that counts unless an end is written after it. */
function originalMeant(cookie: Raw): Raw {
  const { originalMaxAge, ...others } = cookie;
  if (!isGiven(originalMaxAge)) return others;
  const { maxAge: _, expires: __, ...rest } = others;
  const [last] = Object.keys(cookie)
    .filter((key) => ['originalMaxAge', 'maxAge', 'expires'].includes(key))
    .slice(-1);
  return last === 'originalMaxAge' ? { ...rest, maxAge: originalMaxAge } : others;
}

/** Code has dates: text is none there, which express-session throws at, unless a maxAge takes its place. */
function withoutTextEnds(cookie: Raw, given: Given[]): Raw {
  const keys = Object.keys(cookie);
  const isReplaced = keys.indexOf('maxAge') > keys.indexOf('expires');
  const isText = (key: string): boolean =>
    (key === 'maxAge' || key === 'expires') && typeof cookie[key] === 'string' && cookie[key] !== '';
  for (const key of keys.filter((one) => isText(one) && !(one === 'expires' && isReplaced))) {
    const message = refusalOf('cookie', key, cookie[key]);
    if (message !== null) given.push(refused(`cookie.${key}`, cookie[key], message));
  }
  return Object.fromEntries(Object.entries(cookie).filter(([key]) => !isText(key)));
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== notSaid;
const saidOf = (values: Raw): Raw =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** `unjudged`: what express-session takes, and the rules know no word for. */
type Told = { given: Given[]; unjudged: string[] };

function readLevel(level: Level, raw: Raw, { given, unjudged }: Told): Raw {
  const said = Object.entries(raw).filter(([, value]) => value !== undefined && !isUnsaid(value));
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
          words: `${textOf(value)}, which counts as ${Boolean(value)}`,
        });
      }
      const read = key === 'expires' ? dateOf(value) : known(value);
      if (read !== undefined && field.safeParse(read).success) return [[key, read]];
      const message = refusalOf(level, key, value);
      if (message === null) unjudged.push(option);
      else given.push(refused(option, value, message));
      return [];
    }),
  );
}

const refused = (option: string, value: unknown, message: string): Given => ({
  kind: 'refused',
  option,
  words: `${textOf(value)}: “${message}”`,
});

/** As code has it, as far as JSON does. */
const textOf = (value: unknown): string =>
  typeof value === 'bigint'
    ? `${value}n`
    : typeof value === 'object'
      ? JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? `${inner}n` : inner))
      : typeof value === 'string'
        ? JSON.stringify(value)
        : String(value);

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
    given.push({ kind: 'no secret', option: 'secret', words: textOf(secret) });
    return [];
  }
  given.push(...refusedSecrets(list.map((one) => (one === notSaid ? 'not said' : one))));
  return list.filter((one) => typeof one === 'string');
}

function storeGiven(store: unknown): Given[] {
  if (store === undefined || store === null || store === notSaid) return [];
  return [{ kind: 'unread store', option: 'store', words: 'given, and what it is cannot be seen here' }];
}

function refusedCookie(cookie: unknown, given: Given[]): Raw {
  // A list is an object too, whose keys are none of a cookie's.
  if (Array.isArray(cookie)) given.push(...ignoredKeys(Object.keys(cookie), 'cookie'));
  else if (cookie && cookie !== notSaid) {
    given.push({
      kind: 'refused',
      option: 'cookie',
      words: `${textOf(cookie)}: “argument options must be a object”`,
    });
  }
  return {};
}

export const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

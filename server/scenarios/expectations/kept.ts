import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { appInWords, mainApp } from '../../contract/endpoints.ts';
import { problem } from '../../contract/errors.ts';
import { wholeLength } from '../../contract/events/cut-text.ts';
import { nearest } from '../../contract/input/nearest.ts';
import {
  type BrowserSession,
  cookiesNamed,
  isOf,
  sessionOf,
  storedSession,
  storeInWords,
} from './browser-session.ts';
import { amountInWords, eventsOf, isWithin, lastOf, type Seen, shown } from './context.ts';
import { type ExpectationRows, named } from './row.ts';
import { holdValue, problemsOfValue, type ValueAsked, valueAt, wantedValue } from './value-at.ts';

type KeptKind = 'session' | 'stored' | 'sessions' | 'size' | 'jar' | 'cookie';

/** Characters of a value that a recording suggests, at most. */
const valueAtMost = 80;

/** What is left behind: in the store, and in the jars. */
export const keptRows: ExpectationRows<KeptKind> = {
  /** The stored session of a browser: a value in it, or that there is one at all. */
  session: {
    words: (expectation) => {
      const { session: browser, app = mainApp } = expectation;
      const owner =
        app === mainApp ? `${browser}'s stored session` : `${browser}'s session at ${appInWords(app)}`;
      return storedWords(owner, expectation);
    },
    check: (expectation, { world, now }) =>
      holdStored(sessionOf(world, expectation.session, now, expectation), expectation),
    browsers: ({ session }) => named('session', session),
    requests: null,
    problems: problemsOfValue,
    record: {
      isTaken: true,
      suggest: ({ world, now, browsers }) =>
        browsers.flatMap((browser) => {
          const found = sessionOf(world, browser, now);
          // The cookie's own settings hold the time at which it was sent.
          const { cookie: _, ...data } = found.found ? found.data : {};
          return Object.entries(data)
            .filter(([, value]) => JSON.stringify(value).length <= valueAtMost)
            .map(([path, value]) => ({ session: browser, path, equals: z.json().parse(value) }));
        }),
    },
  },
  /** The session that a request had in the end, as it is stored now. */
  stored: {
    words: (expectation) => storedWords(`the session of ${expectation.stored} as stored`, expectation),
    check: (expectation, context) => {
      const { stored: id } = expectation;
      const had = lastOf(eventsOf(context, id), 'session');
      const found: BrowserSession =
        had === undefined
          ? { found: false, why: `${id} had no session`, seq: eventsOf(context, id).at(-1)?.seq ?? -1 }
          : storedSession(context.world, had.sid, expectation, had.seq);
      return holdStored(found, expectation);
    },
    browsers: null,
    requests: ({ stored }) => named('stored', stored),
    problems: problemsOfValue,
    record: null,
  },
  /** How many sessions the store holds, the expired ones that it has not dropped yet included. */
  sessions: {
    words: (expectation, lab) =>
      `sessions in ${storeInWords(lab, expectation)}: ${amountInWords(expectation.sessions)}`,
    check: (expectation, { world }) => {
      const { sessions: amount, app, instance } = expectation;
      const isAll = app === undefined && instance === undefined;
      const stored = [...world.sessions.values()].filter((one) => isAll || isOf(world, one, expectation));
      return {
        holds: isWithin(stored.length, amount),
        seen: `${stored.length}`,
        event: eventOrNull(world.storeSeq),
      };
    },
    browsers: null,
    requests: null,
    problems: null,
    record: { isTaken: true, suggest: ({ world }) => [{ sessions: world.sessions.size }] },
  },
  /** How large a stored session is, in bytes of its JSON. */
  size: {
    words: ({ size: browser, bytes }) => `${browser}'s stored session: ${amountInWords(bytes)} bytes`,
    check: (expectation, { world, now }) => {
      const found = sessionOf(world, expectation.size, now, expectation);
      const count = found.found ? (wholeLength(found.data) ?? Buffer.byteLength(found.text)) : 0;
      return {
        holds: found.found && isWithin(count, expectation.bytes),
        seen: found.found ? `${count} bytes` : `nothing: ${found.why}`,
        event: eventOrNull(found.seq),
      };
    },
    browsers: ({ size }) => named('size', size),
    requests: null,
    problems: null,
    record: null,
  },
  /** How many cookies a jar holds that have not expired. */
  jar: {
    words: ({ jar: browser, count, name }) =>
      `${name === undefined ? 'cookies' : `cookies named ${name}`} in ${browser}'s jar: ${amountInWords(count)}`,
    check: ({ jar: browser, count, name }, { world, now }) => {
      const jar = world.jars.get(browser);
      const held = (jar?.cookies ?? []).filter(
        (cookie) =>
          (cookie.expires === null || cookie.expires > now) && (name === undefined || cookie.name === name),
      );
      const names = held.map((cookie) => `${cookie.name} (Path=${cookie.path})`).join(', ');
      return {
        holds: isWithin(held.length, count),
        seen: held.length === 0 ? '0' : `${held.length}: ${names}`,
        event: eventOrNull(jar?.seq ?? -1),
      };
    },
    browsers: ({ jar }) => named('jar', jar),
    requests: null,
    problems: null,
    record: null,
  },
  /** A cookie in a browser's jar, and its attributes. */
  cookie: {
    words: ({ cookie: browser, present, attributes = {}, name, host }, { options }) => {
      const wanted = Object.entries(attributes).map(([key, value]) => ` ${key} ${shown(value)}`);
      const what = `${name ?? options.name}${host === undefined ? '' : ` for ${host}`}`;
      return `${browser}'s jar: ${present ? what : `no ${what}`}${present ? wanted.join(',') : ''}`;
    },
    check: ({ cookie: browser, present, attributes = {}, name: asked, host }, { world, now }) => {
      const name = asked ?? world.config.options.name;
      const [cookie] = cookiesNamed(world, browser, name, now, host);
      const held = new Map<string, unknown>(Object.entries(cookie ?? {}));
      const wrong = Object.entries(attributes).filter(
        ([key, value]) => !isDeepStrictEqual(held.get(key), value),
      );
      const found = Object.keys(attributes).map((key) => ` ${key} ${shown(held.get(key))}`);
      return {
        holds: present ? cookie !== undefined && wrong.length === 0 : cookie === undefined,
        seen: cookie === undefined ? `no ${name}` : `${name}${found.join(',')}`,
        event: eventOrNull(world.jars.get(browser)?.seq ?? -1),
      };
    },
    browsers: ({ cookie }) => named('cookie', cookie),
    requests: null,
    problems: ({ attributes, present }, at) => {
      if (attributes === undefined) return [];
      if (!present) return [problem('absent-has-none', `${at}.attributes`, {})];
      return Object.keys(attributes)
        .filter((key) => !cookieAttributes.includes(key))
        .map((key) =>
          problem('unknown-key', `${at}.attributes`, { key, nearest: nearest(key, cookieAttributes) }),
        );
    },
    record: {
      isTaken: true,
      suggest: ({ world, now, browsers }) =>
        browsers.map((browser) => ({ cookie: browser, present: sessionOf(world, browser, now).found })),
    },
  },
};

/** What a cookie in a jar can be asked for: the attributes of JarCookie. */
const cookieAttributes: readonly string[] = [
  'value',
  'domain',
  'hostOnly',
  'path',
  'expires',
  'httpOnly',
  'secure',
  'sameSite',
  'partition',
];

const storedWords = (owner: string, asked: ValueAsked): string =>
  `${asked.path === undefined ? owner : `${asked.path} in ${owner}`}: ${wantedValue(asked)}`;

function holdStored(found: BrowserSession, asked: ValueAsked): Seen {
  const value = found.found ? askedOf(found.data, asked.path) : undefined;
  // What is not in a part of a session may be in the rest of it.
  const isUnknown = found.found && value === undefined && wholeLength(found.data) !== null;
  return {
    holds: !isUnknown && holdValue(value, asked),
    seen: isUnknown
      ? 'a part only: the session is too large'
      : found.found
        ? shown(value)
        : `nothing: ${found.why}`,
    event: eventOrNull(found.seq),
  };
}

/** The session's cookie settings are no part of its data, unless they are asked for. */
function askedOf(record: Record<string, unknown>, path: string | undefined): unknown {
  const { cookie: _, ...data } = record;
  return path?.split('.')[0] === 'cookie' ? valueAt(record, path) : valueAt(data, path);
}

const eventOrNull = (seq: number): number | null => (seq < 0 ? null : seq);

import { isDeepStrictEqual } from 'node:util';
import { appInWords, mainApp } from '../contract/endpoints.ts';
import {
  type BrowserSession,
  cookiesNamed,
  isOf,
  sessionOf,
  storedSession,
  storeInWords,
} from './browser-session.ts';
import {
  amountInWords,
  type CheckContext,
  type CheckResult,
  type ExpectationOf,
  eventsOf,
  isWithin,
  lastOf,
  shown,
} from './check-context.ts';
import { holdValue, type ValueAsked, valueAt } from './value-at.ts';

/** The stored session of a browser: a value in it, or that there is one at all. */
export function checkSession(
  expectation: ExpectationOf<'session'>,
  { world, now }: CheckContext,
): CheckResult {
  const { session: browser } = expectation;
  const { app = mainApp } = expectation;
  const owner =
    app === mainApp ? `${browser}'s stored session` : `${browser}'s session at ${appInWords(app)}`;
  return holdStored(owner, sessionOf(world, browser, now, expectation), expectation);
}

/** The session that a request had in the end, as it is stored now. */
export function checkStored(expectation: ExpectationOf<'stored'>, context: CheckContext): CheckResult {
  const { stored: id } = expectation;
  const had = lastOf(eventsOf(context, id), 'session');
  const found: BrowserSession =
    had === undefined
      ? { found: false, why: `${id} had no session`, seq: eventsOf(context, id).at(-1)?.seq ?? -1 }
      : storedSession(context.world, had.sid, expectation, had.seq);
  return holdStored(`the session of ${id} as stored`, found, expectation);
}

function holdStored(owner: string, found: BrowserSession, asked: ValueAsked): CheckResult {
  const value = found.found ? askedOf(found.data, asked.path) : undefined;
  const { holds, wanted } = holdValue(value, asked);
  return {
    holds,
    expected: `${asked.path === undefined ? owner : `${asked.path} in ${owner}`}: ${wanted}`,
    seen: found.found ? shown(value) : `nothing: ${found.why}`,
    event: eventOrNull(found.seq),
  };
}

/** The session's cookie settings are no part of its data, unless they are asked for. */
function askedOf(record: Record<string, unknown>, path: string | undefined): unknown {
  const { cookie: _, ...data } = record;
  return path?.split('.')[0] === 'cookie' ? valueAt(record, path) : valueAt(data, path);
}

/** How many sessions the store holds, the expired ones that it has not dropped yet included. */
export function checkSessions(expectation: ExpectationOf<'sessions'>, { world }: CheckContext): CheckResult {
  const { sessions: amount, app, instance } = expectation;
  const isAll = app === undefined && instance === undefined;
  const stored = [...world.sessions.values()].filter((one) => isAll || isOf(world, one, expectation));
  return {
    holds: isWithin(stored.length, amount),
    expected: `sessions in ${storeInWords(world, expectation)}: ${amountInWords(amount)}`,
    seen: `${stored.length}`,
    event: eventOrNull(world.storeSeq),
  };
}

/** How large a stored session is, in bytes of its JSON. */
export function checkSize(expectation: ExpectationOf<'size'>, { world, now }: CheckContext): CheckResult {
  const { size: browser, bytes } = expectation;
  const found = sessionOf(world, browser, now, expectation);
  const count = found.found ? Buffer.byteLength(found.text) : 0;
  return {
    holds: found.found && isWithin(count, bytes),
    expected: `${browser}'s stored session: ${amountInWords(bytes)} bytes`,
    seen: found.found ? `${count} bytes` : `nothing: ${found.why}`,
    event: eventOrNull(found.seq),
  };
}

/** How many cookies a jar holds that have not expired. */
export function checkJar(expectation: ExpectationOf<'jar'>, { world, now }: CheckContext): CheckResult {
  const { jar: browser, count, name } = expectation;
  const jar = world.jars.get(browser);
  const held = (jar?.cookies ?? []).filter(
    (cookie) =>
      (cookie.expires === null || cookie.expires > now) && (name === undefined || cookie.name === name),
  );
  const what = name === undefined ? 'cookies' : `cookies named ${name}`;
  const names = held.map((cookie) => `${cookie.name} (Path=${cookie.path})`).join(', ');
  return {
    holds: isWithin(held.length, count),
    expected: `${what} in ${browser}'s jar: ${amountInWords(count)}`,
    seen: held.length === 0 ? '0' : `${held.length}: ${names}`,
    event: eventOrNull(jar?.seq ?? -1),
  };
}

/** A cookie in a browser's jar, and its attributes. */
export function checkCookie(expectation: ExpectationOf<'cookie'>, { world, now }: CheckContext): CheckResult {
  const { cookie: browser, present, attributes = {} } = expectation;
  const name = expectation.name ?? world.config.options.name;
  const [cookie] = cookiesNamed(world, browser, name, now);
  const held = new Map<string, unknown>(Object.entries(cookie ?? {}));
  const wrong = Object.entries(attributes).filter(([key, value]) => !isDeepStrictEqual(held.get(key), value));
  const wanted = Object.entries(attributes).map(([key, value]) => ` ${key} ${shown(value)}`);
  const asked = Object.keys(attributes).map((key) => ` ${key} ${shown(held.get(key))}`);
  return {
    holds: present ? cookie !== undefined && wrong.length === 0 : cookie === undefined,
    expected: `${browser}'s jar: ${present ? name : `no ${name}`}${present ? wanted.join(',') : ''}`,
    seen: cookie === undefined ? `no ${name}` : `${name}${asked.join(',')}`,
    event: eventOrNull(world.jars.get(browser)?.seq ?? -1),
  };
}

const eventOrNull = (seq: number): number | null => (seq < 0 ? null : seq);

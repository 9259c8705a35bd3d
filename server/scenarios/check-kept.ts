import { isDeepStrictEqual } from 'node:util';
import { cookiesNamed, sessionOf } from './browser-session.ts';
import { type ExpectationOf, type Seen, type Sight, shown } from './sight.ts';

/** The stored session of a browser: a value in it, or that there is one at all. */
export function checkSession(expectation: ExpectationOf<'session'>, { world, now }: Sight): Seen {
  const { session: browser, path, equals, exists } = expectation;
  const place = path === undefined ? `${browser}'s stored session` : `${path} in ${browser}'s stored session`;
  const found = sessionOf(world, browser, now);
  const value = found.found ? valueAt(found.data, path) : undefined;
  const wantsNothing = exists === false;
  const isEqual = equals === undefined || (value !== undefined && isDeepStrictEqual(value, equals));
  const wanted = equals === undefined ? 'something' : shown(equals);
  return {
    holds: wantsNothing ? value === undefined : value !== undefined && isEqual,
    expected: `${place}: ${wantsNothing ? 'nothing' : wanted}`,
    seen: found.found ? shown(value) : `nothing: ${found.why}`,
    event: found.seq,
  };
}

/** How many sessions the store holds, the expired ones that it has not dropped yet included. */
export function checkSessions(expectation: ExpectationOf<'sessions'>, { world }: Sight): Seen {
  const count = world.sessions.size;
  return {
    holds: count === expectation.sessions,
    expected: `sessions in the store: ${expectation.sessions}`,
    seen: `${count}`,
    event: eventOrNull(world.storeSeq),
  };
}

/** A cookie in a browser's jar, and its attributes. */
export function checkCookie(expectation: ExpectationOf<'cookie'>, { world, now }: Sight): Seen {
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

/** The value at `cart.apples`; array places are numbers: `items.0`. */
function valueAt(data: Record<string, unknown>, path: string | undefined): unknown {
  if (path === undefined) return data;
  return path.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return new Map<string, unknown>(Object.entries(value)).get(key);
  }, data);
}

import type { JarCookie } from '../contract/events/events.ts';
import type { RequestSpec } from '../contract/requests.ts';
import type { Verdict } from '../contract/verdicts/verdict.ts';
import { browserVerdict, type CookieContext, decideSetCookie, leftOutBy } from './decide-set-cookie.ts';
import { cookieHeader, isExpired, type SendingContext, whyWithheld } from './withheld.ts';

/** Which cookie: name, domain and path, as a browser tells them apart. */
export type CookiePlace = Pick<JarCookie, 'name' | 'domain' | 'path'>;

/** What goes out with a request, and why the rest of the jar does not. */
type Outgoing = { cookie: string | null; withheld: Verdict[] };

/** One browser's cookies, oldest first. It decides as Chromium does. */
export type Jar = {
  cookies(): JarCookie[];
  /** The answer to one Set-Cookie line. */
  receive(line: string, context: CookieContext): Verdict;
  outgoing(mode: RequestSpec['cookies'], context: SendingContext): Outgoing;
  /** Drops what has expired by `now` (ms); one verdict for each. */
  dropExpired(now: number): Verdict[];
  /** Whether there was one. */
  delete(place: CookiePlace): boolean;
  clear(): void;
};

const keyOf = ({ name, domain, hostOnly, path, partition }: JarCookie): string =>
  JSON.stringify([name, domain, hostOnly, path, partition ?? null]);

function withAgeOf({ created }: JarCookie, { created: _, ...cookie }: JarCookie): JarCookie {
  return created === undefined ? cookie : { ...cookie, created };
}

/** A jar that begins with these cookies; `cookies()` of another restores it wholly. */
export function createJar(beginning: readonly JarCookie[] = []): Jar {
  const cookies = new Map(beginning.map((cookie) => [keyOf(cookie), cookie]));

  const receive = (line: string, context: CookieContext): Verdict => {
    const decision = decideSetCookie(line, context);
    if ('refused' in decision) return decision.refused;
    const { cookie } = decision;
    const key = keyOf(cookie);
    const inputs = { name: cookie.name, domain: cookie.domain, path: cookie.path };
    if (isExpired(cookie, context.now)) {
      return browserVerdict(cookies.delete(key) ? 'jar-removed' : 'jar-nothing-to-remove', inputs);
    }
    const replaced = cookies.get(key);
    // Chromium lets a cookie keep its age, and its place in the order of sending, only while its value stays.
    const stays = replaced !== undefined && replaced.value === cookie.value;
    if (!stays) cookies.delete(key);
    cookies.set(key, stays ? withAgeOf(replaced, cookie) : cookie);
    return browserVerdict(replaced === undefined ? 'jar-stored' : 'jar-replaced', inputs);
  };

  const outgoing = (mode: RequestSpec['cookies'], context: SendingContext): Outgoing => {
    const all = [...cookies.values()];
    if (typeof mode === 'object') {
      const cookie = mode.edited === '' ? null : mode.edited;
      return { cookie, withheld: all.map(({ name }) => browserVerdict('not-sent-replaced', { name })) };
    }
    if (mode === 'omit' || context.site === 'without-credentials') {
      const inputs = leftOutBy(context);
      return {
        cookie: null,
        withheld: all.map(({ name }) => browserVerdict('not-sent-omitted', { name, ...inputs })),
      };
    }
    const reasons = all.map((cookie) => whyWithheld(cookie, context));
    return {
      cookie: cookieHeader(all.filter((_, place) => reasons[place] === null)),
      withheld: reasons.filter((reason) => reason !== null),
    };
  };

  const dropExpired = (now: number): Verdict[] =>
    [...cookies]
      .filter(([key, cookie]) => isExpired(cookie, now) && cookies.delete(key))
      .map(([, { name, domain, path }]) => browserVerdict('jar-expired', { name, domain, path }));

  const deleteCookie = (place: CookiePlace): boolean =>
    [...cookies]
      .filter(
        ([, { name, domain, path }]) => name === place.name && domain === place.domain && path === place.path,
      )
      .map(([key]) => cookies.delete(key))
      .includes(true);

  return {
    cookies: () => [...cookies.values()],
    receive,
    outgoing,
    dropExpired,
    delete: deleteCookie,
    clear: () => cookies.clear(),
  };
}

import { pathMatch } from 'tough-cookie';
import type { JarCookie } from '../contract/events/events.ts';
import type { Verdict } from '../contract/verdicts/verdict.ts';
import type { VerdictInputs } from '../contract/verdicts/verdict-rule.ts';
import { browserVerdict, type CookieContext, partitionOf, sameSiteWord } from './decide-set-cookie.ts';
import { belongsTo, hostOf, isTrustworthy } from './host.ts';
import type { Message } from './message.ts';

/** For what request a browser chooses its cookies. */
export type SendingContext = CookieContext & { method: Message['method'] };

export const isExpired = (cookie: JarCookie, now: number): boolean =>
  cookie.expires !== null && cookie.expires <= now;

/** Why a cookie of the jar does not go along with a request; null when it does (RFC 6265bis 5.8.3). */
export function whyWithheld(cookie: JarCookie, context: SendingContext): Verdict | null {
  const { url, now } = context;
  const { name, domain, path, secure } = cookie;
  const host = hostOf(url);
  const inputs = { name, domain, host, path, secure, sameSite: sameSiteWord(cookie.sameSite) };

  if (!belongsTo(host, cookie)) return browserVerdict('not-sent-domain', inputs);
  if (!pathMatch(url.pathname, path)) return browserVerdict('not-sent-path', inputs);
  if (isExpired(cookie, now)) return browserVerdict('not-sent-expired', inputs);
  if (secure && !isTrustworthy(url)) return browserVerdict('not-sent-secure', inputs);
  if (cookie.partition !== undefined && cookie.partition !== partitionOf(context)) {
    return browserVerdict('not-sent-partition', inputs);
  }
  const because = whyKeptFromOtherSites(cookie, context);
  return because === null ? null : browserVerdict('not-sent-cross-site', { ...inputs, ...because });
}

/** Methods with which a navigation takes Lax cookies along (RFC 9110 9.2.1). */
const safeMethods: ReadonlySet<Message['method']> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** How long in ms Chromium lets a cookie without SameSite go along with a form that another site posts ("Lax-allow-unsafe"). */
const laxAllowsUnsafeFor = 2 * 60_000;

/** What SameSite looked at when it kept the cookie back; null where it does not. */
function whyKeptFromOtherSites(
  { sameSite, created }: JarCookie,
  { site, method, now, from }: SendingContext,
): VerdictInputs | null {
  const isCrossSite = site === 'cross-site' || site === 'cross-site-navigation';
  if (!isCrossSite || sameSite === 'none') return null;
  const by: VerdictInputs = from === undefined ? {} : { page: from.page };
  if (site === 'cross-site' || sameSite === 'strict') return by;
  if (safeMethods.has(method)) return null;
  if (sameSite === 'lax') return { ...by, method };
  const age = created === undefined ? null : now - created;
  return age !== null && age <= laxAllowsUnsafeFor ? null : { ...by, method, age };
}

/** Longest path first, and of equals the older first (RFC 6265bis 5.8.3); the jar holds them oldest first. */
const inSendingOrder = (cookies: readonly JarCookie[]): JarCookie[] =>
  cookies.toSorted((a, b) => b.path.length - a.path.length);

/** The cookies of a host by name. Of several of a name, the one that goes first to this address. */
export function cookiesAt(cookies: readonly JarCookie[], url: URL): Record<string, string> {
  const goesThere = ({ path }: JarCookie) => Number(pathMatch(url.pathname, path));
  const first = inSendingOrder(cookies.filter((cookie) => belongsTo(hostOf(url), cookie))).toSorted(
    (a, b) => goesThere(b) - goesThere(a),
  );
  return Object.fromEntries(first.reverse().map(({ name, value }) => [name, value]));
}

export const cookieHeader = (cookies: readonly JarCookie[]): string | null =>
  cookies.length === 0
    ? null
    : inSendingOrder(cookies)
        .map(({ name, value }) => (name === '' ? value : `${name}=${value}`))
        .join('; ');

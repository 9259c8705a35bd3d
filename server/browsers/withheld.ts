import { pathMatch } from 'tough-cookie';
import type { JarCookie } from '../contract/events/events.ts';
import type { Verdict } from '../contract/verdicts/verdict.ts';
import { browserVerdict, type CookieContext, partitionOf, sameSiteWord } from './decide-set-cookie.ts';
import { belongsTo, hostOf, isTrustworthy } from './host.ts';

export const isExpired = (cookie: JarCookie, now: number): boolean =>
  cookie.expires !== null && cookie.expires <= now;

/** Why a cookie of the jar does not go along with a request; null when it does (RFC 6265bis 5.8.3). */
export function whyWithheld(cookie: JarCookie, { url, site, now }: CookieContext): Verdict | null {
  const { name, domain, path, secure } = cookie;
  const host = hostOf(url);
  const inputs = { name, domain, host, path, secure, sameSite: sameSiteWord(cookie.sameSite) };

  if (!belongsTo(host, cookie)) return browserVerdict('not-sent-domain', inputs);
  if (!pathMatch(url.pathname, path)) return browserVerdict('not-sent-path', inputs);
  if (isExpired(cookie, now)) return browserVerdict('not-sent-expired', inputs);
  if (secure && !isTrustworthy(url)) return browserVerdict('not-sent-secure', inputs);
  if (cookie.partition !== undefined && cookie.partition !== partitionOf(site)) {
    return browserVerdict('not-sent-partition', inputs);
  }
  const isKeptBack =
    (site === 'cross-site' && cookie.sameSite !== 'none') ||
    (site === 'cross-site-link' && cookie.sameSite === 'strict');
  return isKeptBack ? browserVerdict('not-sent-cross-site', inputs) : null;
}

/** Longest path first, and of equals the older first (RFC 6265bis 5.8.3); the jar holds them oldest first. */
const inSendingOrder = (cookies: readonly JarCookie[]): JarCookie[] =>
  cookies.toSorted((a, b) => b.path.length - a.path.length);

export const cookieHeader = (cookies: readonly JarCookie[]): string | null =>
  cookies.length === 0
    ? null
    : inSendingOrder(cookies)
        .map(({ name, value }) => (name === '' ? value : `${name}=${value}`))
        .join('; ');

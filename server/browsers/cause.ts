import type { From } from '../contract/hosts.ts';
import { hasNoBody, type RequestSpec } from '../contract/requests.ts';
import type { CookieContext, RequestSite } from './decide-set-cookie.ts';
import { isTrustworthy, siteOf } from './host.ts';

/** Of a request what says who causes it, and what it takes along. */
type Caused = Pick<RequestSpec, 'cookies' | 'from'>;

/** What stays within an https page and leads to plain http is not sent at all (Mixed Content), or by https in its place. */
export const isMixed = ({ from }: Pick<Caused, 'from'>, url: URL): boolean =>
  from?.page.startsWith('https:') === true &&
  (from.by === 'fetch' || from.by === 'image' || from.by === 'frame') &&
  !isTrustworthy(url);

/** Where and when a browser meets the cookies of a request at this address, which a redirect may have led to. */
export const cookieContextOf = (caused: Caused, url: URL, now: number, isTainted = false): CookieContext => ({
  url,
  site: siteFor(caused, url, isTainted),
  now,
  ...(caused.from !== undefined && { from: caused.from }),
});

export function siteFor({ cookies, from }: Caused, url: URL, isTainted = false): RequestSite {
  if (cookies === 'omit') return 'without-credentials';
  if (cookies === 'cross-site-link' || cookies === 'cross-site-form') return 'cross-site-navigation';
  if (cookies === 'cross-site') return 'cross-site';
  if (from === undefined) return 'same-site';
  if (from.by === 'fetch' && !hasCredentials(from, url, isTainted)) return 'without-credentials';
  // Chromium asks for the page that began, not for what redirects led over.
  if (siteOf(new URL(from.page)) === siteOf(url)) return 'same-site';
  return from.by === 'link' || from.by === 'form' ? 'cross-site-navigation' : 'cross-site';
}

/** Once a redirect led over another origin, its own is none any more. */
function hasCredentials({ page, credentials = 'same-origin' }: From, url: URL, isTainted: boolean): boolean {
  return credentials === 'include' || (credentials === 'same-origin' && page === url.origin && !isTainted);
}

/**
 * The Origin header (fetch standard, "append a request Origin header", with the usual referrer policy). `isTainted`: redirects
 * led over another origin. null for none.
 */
export function originHeader(
  { from }: Caused,
  url: URL,
  method: RequestSpec['method'],
  isTainted = false,
): string | null {
  if (from === undefined) return null;
  if (from.by === 'fetch' && (isTainted || from.page !== url.origin)) return isTainted ? 'null' : from.page;
  if (hasNoBody(method)) return null;
  const isDowngrade = from.page.startsWith('https:') && url.protocol !== 'https:';
  return isTainted || isDowngrade ? 'null' : from.page;
}

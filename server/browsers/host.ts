import { isIP } from 'node:net';
import { domainMatch, getPublicSuffix } from 'tough-cookie';

/** A host name or address without the brackets that a URL puts around IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** Browsers hold a connection to one's own machine for as good as https: Secure cookies pass over it. */
export function isTrustworthy(url: URL): boolean {
  const host = hostOf(url);
  return (
    url.protocol === 'https:' ||
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  );
}

/** The public suffix and one label more, by which browsers tell sites apart; undefined for a public suffix. */
const siteDomain = (domain: string): string | undefined =>
  domain.includes('.') ? getPublicSuffix(domain, { ignoreError: true }) : undefined;

/** Scheme and registrable domain, or the host where it has none: by these browsers tell sites apart ("schemeful same-site"). */
export function siteOf(url: URL): string {
  const host = hostOf(url);
  const domain =
    isIP(host) === 0 ? getPublicSuffix(host, { ignoreError: true, allowSpecialUseDomain: true }) : null;
  return `${url.protocol}//${domain ?? host}`;
}

export type CookieDomain =
  | { ok: true; domain: string; hostOnly: boolean }
  | { ok: false; because: 'domain' }
  /** Anybody can have a site directly under `suffix`: `com`, `co.uk`, `github.io`, `localhost`. */
  | { ok: false; because: 'public-suffix'; suffix: string };

/**
 * Whom a cookie belongs to (RFC 6265bis 5.7, steps 8 to 10); `attribute` is its Domain, null when it has none. As in
 * Chromium, no public suffix may lie between the two either: x.s3.amazonaws.com sets none for amazonaws.com.
 */
export function cookieDomain(host: string, attribute: string | null): CookieDomain {
  if (attribute === null) return { ok: true, domain: host, hostOnly: true };
  const ofHost = siteDomain(host);
  if (attribute === host)
    return { ok: true, domain: host, hostOnly: isIP(host) !== 0 || ofHost === undefined };
  if (isIP(host) !== 0 || !domainMatch(host, attribute, false)) return { ok: false, because: 'domain' };
  const ofAttribute = siteDomain(attribute);
  if (ofAttribute === undefined) return { ok: false, because: 'public-suffix', suffix: attribute };
  if (ofAttribute !== ofHost) return { ok: false, because: 'public-suffix', suffix: suffixOf(host, ofHost) };
  return { ok: true, domain: attribute, hostOnly: false };
}

const suffixOf = (host: string, site: string | undefined): string =>
  site === undefined ? host : site.slice(site.indexOf('.') + 1);

/** Whether a cookie of this domain goes to this host (RFC 6265bis 5.8.3). */
export const belongsTo = (host: string, cookie: { domain: string; hostOnly: boolean }): boolean =>
  cookie.hostOnly ? cookie.domain === host : domainMatch(host, cookie.domain, false) === true;

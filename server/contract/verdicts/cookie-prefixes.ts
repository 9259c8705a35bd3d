/** What the beginning of a cookie's name demands (RFC 6265bis 4.1.3; `__Http-` and `__Host-Http-` as Chromium has them). */
const cookiePrefixes = [
  { prefix: '__host-http-', host: true, httpOnly: true },
  { prefix: '__host-', host: true, httpOnly: false },
  { prefix: '__http-', host: false, httpOnly: true },
  { prefix: '__secure-', host: false, httpOnly: false },
] as const;

export type CookiePrefix = (typeof cookiePrefixes)[number];

/** The prefix with which a name begins, in any case; undefined for a name without. */
export const prefixOf = (name: string): CookiePrefix | undefined =>
  cookiePrefixes.find(({ prefix }) => name.toLowerCase().startsWith(prefix));

/** `secure`: null where it is not known. `hostOnly`: without Domain. */
type Attributes = { secure: boolean | null; httpOnly: boolean; path: string | null; hostOnly: boolean };

/** What a cookie lacks of what its prefix demands, in words; null when nothing. */
export function lacksForPrefix(demands: CookiePrefix, cookie: Attributes): string | null {
  if (cookie.secure === false) return 'Secure';
  if (demands.httpOnly && !cookie.httpOnly) return 'HttpOnly';
  if (demands.host && cookie.path !== '/') return 'Path=/';
  if (demands.host && !cookie.hostOnly) return 'to be without Domain';
  return null;
}

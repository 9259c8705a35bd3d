import type { ParsedCookie } from './parse-set-cookie.ts';

/** What the name's prefix demands (RFC 6265bis 4.1.3; `__Http-` and `__Host-Http-` as Chromium has them). */
const prefixes = [
  { prefix: '__host-http-', host: true, httpOnly: true },
  { prefix: '__host-', host: true, httpOnly: false },
  { prefix: '__http-', host: false, httpOnly: true },
  { prefix: '__secure-', host: false, httpOnly: false },
] as const;

/** What a cookie with a prefixed name lacks, in words; null when nothing. A cookie without a name shows its value instead. */
export function lacksForPrefix(cookie: ParsedCookie, hostOnly: boolean): string | null {
  const shown = cookie.name === '' ? cookie.value : cookie.name;
  const demands = prefixes.find(({ prefix }) => shown.toLowerCase().startsWith(prefix));
  if (demands === undefined) return null;
  if (cookie.name === '') return 'a name';
  if (!cookie.secure) return 'Secure';
  if (demands.httpOnly && !cookie.httpOnly) return 'HttpOnly';
  if (demands.host && cookie.path !== '/') return 'Path=/';
  if (demands.host && !hostOnly) return 'to be without Domain';
  return null;
}

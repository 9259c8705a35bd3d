/** What a cookie's name demands of its attributes (RFC 6265bis 4.1.3, `__Http-` as Chromium has it). */
const prefixes = [
  { prefix: '__host-http-', isForHost: true, isHttpOnly: true },
  { prefix: '__host-', isForHost: true, isHttpOnly: false },
  { prefix: '__http-', isForHost: false, isHttpOnly: true },
  { prefix: '__secure-', isForHost: false, isHttpOnly: false },
] as const;

/** `secure`: null where it is not known. */
type Attributes = { secure: boolean | null; httpOnly: boolean; path: string; domain: string | null };

/** What a cookie of that name lacks; null when nothing. */
export function lacksForName(name: string, { secure, httpOnly, path, domain }: Attributes): string | null {
  const demands = prefixes.find(({ prefix }) => name.toLowerCase().startsWith(prefix));
  if (demands === undefined) return null;
  if (secure === false) return 'Secure';
  if (demands.isHttpOnly && !httpOnly) return 'HttpOnly';
  if (demands.isForHost && path !== '/') return 'Path=/';
  if (demands.isForHost && domain !== null) return 'to be without Domain';
  return null;
}

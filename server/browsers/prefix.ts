import { lacksForPrefix, prefixOf } from '../contract/verdicts/cookie-prefixes.ts';
import type { ParsedCookie } from './parse-set-cookie.ts';

/** What a cookie with a prefixed name lacks, in words; null when nothing. A cookie without a name shows its value instead. */
export function lacksForName(cookie: ParsedCookie, hostOnly: boolean): string | null {
  const demands = prefixOf(cookie.name === '' ? cookie.value : cookie.name);
  if (demands === undefined) return null;
  return cookie.name === '' ? 'a name' : lacksForPrefix(demands, { ...cookie, hostOnly });
}

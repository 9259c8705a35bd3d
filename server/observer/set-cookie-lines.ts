import type { ServerResponse } from 'node:http';

/** The response's Set-Cookie lines as they stand. */
export function setCookieLines(res: ServerResponse): string[] {
  const header = res.getHeader('Set-Cookie');
  if (header === undefined) return [];
  return Array.isArray(header) ? header : [String(header)];
}

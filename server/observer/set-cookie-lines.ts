import type { ServerResponse } from 'node:http';

/** The response's Set-Cookie lines as they stand. `written`: what `writeHead` was called with. */
export const setCookieLines = (res: ServerResponse, written: readonly unknown[] = []): string[] =>
  headerLines(res, 'set-cookie', written);

/**
 * The lines of a header as they stand. Where none was set before, Node sends those that `writeHead` is given as they are,
 * and remembers none of them.
 */
export function headerLines(res: ServerResponse, name: string, written: readonly unknown[]): string[] {
  const header = res.getHeader(name) ?? (written.length < 2 ? undefined : givenIn(written.at(-1), name));
  if (header === undefined || header === null) return [];
  return Array.isArray(header) ? header.map(String) : [String(header)];
}

/** An object, or a list of names and values by turns. */
function givenIn(headers: unknown, name: string): unknown {
  if (typeof headers !== 'object' || headers === null) return undefined;
  const pairs: [unknown, unknown][] = Array.isArray(headers)
    ? headers.flatMap((key, at) => (at % 2 === 0 ? [[key, headers[at + 1]]] : []))
    : Object.entries(headers);
  const values = pairs.flatMap(([key, value]) => (String(key).toLowerCase() === name ? [value] : []).flat());
  return values.length === 0 ? undefined : values;
}

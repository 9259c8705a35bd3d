import { parseDate } from 'tough-cookie';

/** A Set-Cookie line as a browser reads it, before it decides whether to keep it. Absent attributes are null. */
export type ParsedCookie = {
  name: string;
  value: string;
  /** Length of name and value together. */
  bytes: number;
  domain: string | null;
  path: string | null;
  /** ms since 1970; null for a session cookie. */
  expires: number | null;
  httpOnly: boolean;
  secure: boolean;
  sameSite: 'strict' | 'lax' | 'none' | null;
  partitioned: boolean;
};

/** Attribute values that are longer are ignored (RFC 6265bis 5.6). */
const maxAttributeBytes = 1024;
/** Chromium and RFC 6265bis 5.5: no cookie lives longer. */
const maxLifetime = 400 * 24 * 60 * 60 * 1000;

// biome keeps control characters out of regular expressions, so they are looked for by code.
const hasControlCharacter = (text: string): boolean =>
  Array.from(text).some((character) => character < ' ' || character === '\u007f');

const bytesOf = (text: string): number => Buffer.byteLength(text);

/**
 * Reads one Set-Cookie line by RFC 6265bis 5.6, and as Chromium does where that goes further (control characters,
 * lifetime cap). `now` in ms is the browser's clock. Returns what is wrong, in words, when it cannot be read.
 */
export function parseSetCookie(line: string, now: number): ParsedCookie | { problem: string } {
  if (hasControlCharacter(line)) return { problem: 'it contains a control character' };
  const [pair = '', ...attributes] = line.split(';');
  const equals = pair.indexOf('=');
  const name = equals === -1 ? '' : pair.slice(0, equals).trim();
  const value = pair.slice(equals + 1).trim();
  if (name === '' && value === '') return { problem: 'it has neither a name nor a value' };

  const given = readAttributes(attributes);
  return {
    name,
    value,
    bytes: bytesOf(name) + bytesOf(value),
    domain: given.get('domain')?.replace(/^\./, '').toLowerCase() || null,
    path: given.get('path')?.startsWith('/') ? (given.get('path') ?? null) : null,
    expires: expiryOf(given.get('max-age'), given.get('expires'), now),
    httpOnly: given.has('httponly'),
    secure: given.has('secure'),
    sameSite: sameSiteOf(given.get('samesite')),
    partitioned: given.has('partitioned'),
  };
}

/** Attributes by lower-case name; of several alike, the last one counts. */
function readAttributes(attributes: readonly string[]): Map<string, string> {
  const given = new Map<string, string>();
  for (const attribute of attributes) {
    const equals = attribute.indexOf('=');
    const name = (equals === -1 ? attribute : attribute.slice(0, equals)).trim().toLowerCase();
    const value = equals === -1 ? '' : attribute.slice(equals + 1).trim();
    if (bytesOf(value) <= maxAttributeBytes) given.set(name, value);
  }
  return given;
}

function expiryOf(maxAge: string | undefined, expires: string | undefined, now: number): number | null {
  const latest = now + maxLifetime;
  if (maxAge !== undefined && /^[+-]?\d+$/.test(maxAge)) {
    const seconds = Number(maxAge);
    return seconds <= 0 ? 0 : Math.min(now + seconds * 1000, latest);
  }
  const date = parseDate(expires);
  return date === undefined ? null : Math.min(date.getTime(), latest);
}

function sameSiteOf(value: string | undefined): ParsedCookie['sameSite'] {
  const word = value?.toLowerCase();
  return word === 'strict' || word === 'lax' || word === 'none' ? word : null;
}

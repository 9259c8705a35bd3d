import { createHmac, randomBytes } from 'node:crypto';

/** What is masked beside what looks like a secret: names of keys, and a function that gives what stands in a value's place. */
export type Redact = {
  names?: readonly string[];
  /** `path` as in `user.card`; gives the value itself where it may leave the app. What it throws masks the value. */
  value?: (path: string, value: unknown) => unknown;
};

/** What is done to what leaves the app. */
export type Masks = {
  /** A session's JSON text. */
  session(text: string): string;
  /** A value that was sent or answered, as a form or JSON has it. */
  values(value: unknown): unknown;
  /** A Cookie header, and a Set-Cookie line: names stay, and session IDs, without what signs them. */
  cookieHeader(header: string): string;
  setCookie(line: string): string;
  url(url: string): string;
  /** Anything of which only whether it is the same matters. */
  tag(text: string): string;
};

const secretName =
  /pass(?:word|wd|phrase|code|(?![a-z]))|pwd|secret|token|(?:api|access|private|client|secret)[_-]?key|auth|jwt|bearer|credential|c?srf|otp|pin(?:code)?(?![a-z0-9_])|cvv|cvc|ssn(?![a-z])|iban|card(?:number|no)/i;
/** What says nothing of itself that is secret, though its name is like that of a secret. */
const plainName = /^(?:author|authors|authored|authorId|authenticated|isAuthenticated|tokenType)$/i;
const mostRemembered = 256;
const deepest = 60;

/**
 * Masks what looks like a secret by its name. In its place stands a mark that is the same for the same value, so that one can
 * tell that it changed, or was sent again. `key`: all processes of one recording mark by the same. `sessionCookies`: names of
 * those that hold session IDs, with what stands before the ID; more may come.
 */
export function createMasks(
  { names = [], value: redacted }: Redact = {},
  key: string = randomBytes(16).toString('hex'),
  sessionCookies: ReadonlyMap<string, string> = new Map(),
): Masks {
  const listed = new Set(names.map((name) => name.toLowerCase()));
  const isSecret = (name: string): boolean =>
    listed.has(name.toLowerCase()) || (secretName.test(name) && !plainName.test(name));
  const tag = remembering((text) => createHmac('sha256', key).update(text).digest('hex').slice(0, 6));
  const mark = (value: unknown): string =>
    `•••• ${tag(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))}`;
  const byHand = (path: string, value: unknown): unknown => {
    if (redacted === undefined) return value;
    try {
      const given = redacted(path, value);
      return given === value || isJson(given) ? given : mark(value);
    } catch {
      return mark(value);
    }
  };

  const walk = (value: unknown, path: string, depth: number): unknown => {
    if (depth > deepest) return '…';
    if (Array.isArray(value)) return value.map((one, place) => walk(one, `${path}.${place}`, depth + 1));
    if (typeof value !== 'object' || value === null) return path === '' ? value : byHand(path, value);
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        const at = path === '' ? name : `${path}.${name}`;
        const isMasked = isSecret(name) && inner !== null && typeof inner !== 'boolean';
        return [name, isMasked ? mark(inner) : walk(inner, at, depth + 1)];
      }),
    );
  };

  const session = (text: string): string => {
    if (redacted === undefined && listed.size === 0 && !secretName.test(text)) return text;
    const { cookie, ...data }: Record<string, unknown> = Object(JSON.parse(text));
    return JSON.stringify({ ...(cookie !== undefined && { cookie }), ...Object(walk(data, '', 0)) });
  };

  const cookie = (pair: string): string => {
    const cut = pair.indexOf('=');
    if (cut === -1) return pair;
    const [name, value] = [pair.slice(0, cut).trim(), pair.slice(cut + 1)];
    const prefix = sessionCookies.get(name);
    const cutSigned = value.lastIndexOf('.');
    const isSigned = prefix !== undefined && cutSigned !== -1 && startsWithEither(value, prefix);
    if (isSigned) return `${name}=${value.slice(0, cutSigned)}.${tag(value.slice(cutSigned + 1))}`;
    return value === '' ? `${name}=` : `${name}=${tag(value)}`;
  };

  return {
    session,
    values: (value) => walk(value, '', 0),
    cookieHeader: remembering((header) => header.split(/;\s*/).map(cookie).join('; ')),
    setCookie: (line) => {
      const [pair = '', ...attributes] = line.split(';');
      return [cookie(pair), ...attributes].join(';');
    },
    url: (url) => {
      const cut = url.indexOf('?');
      if (cut === -1) return url;
      const parts = url
        .slice(cut + 1)
        .split('&')
        .map((part) => {
          const [name = '', value] = part.split('=', 2);
          return value !== undefined && isSecret(decoded(name))
            ? `${name}=${encodeURIComponent(mark(value))}`
            : part;
        });
      return `${url.slice(0, cut)}?${parts.join('&')}`;
    },
    tag,
  };
}

/** Whether a cookie's value begins so, written as it is or encoded, in quotes or not. */
function startsWithEither(value: string, prefix: string): boolean {
  const bare = value.replace(/^"/, '').toLowerCase();
  return [prefix, encodeURIComponent(prefix)].some((one) => bare.startsWith(one.toLowerCase()));
}

/** The same for a text that comes again. */
function remembering(make: (text: string) => string): (text: string) => string {
  const remembered = new Map<string, string>();
  return (text) => {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    remembered.set(text, made);
    if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value ?? '');
    return made;
  };
}

const isJson = (value: unknown): boolean => {
  try {
    return value === undefined || JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

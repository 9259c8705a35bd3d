import { createContext, Script } from 'node:vm';
import type { Capture } from '../contract/captures.ts';
import { type Problem, problem, type Result, refuse } from '../contract/errors.ts';
import type { RequestSpec } from '../contract/requests.ts';

/** What a browser has once a response is in, of which something can be captured. Header names are in lower case. */
export type Captured = {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Each cookie of the host that answered, by name. */
  cookies: Readonly<Record<string, string>>;
};

/** `${token}`; `$${token}` stands for the text itself. */
const reference = /\$(\$?)\{([A-Za-z][\w-]{0,31})\}/g;

type Fill = (text: string, encode?: (value: string) => string) => string;

/** The request with all that it sends put through `fill`. */
function filledWith(spec: RequestSpec, fill: Fill): RequestSpec {
  const { form, json, headers, multipart, cookies, path } = spec;
  return {
    ...spec,
    path: filledPath(path, fill),
    ...(form !== undefined && { form: eachValue(form, (text) => fill(text)) }),
    ...(json !== undefined && { json: inJson(json, fill) }),
    ...(headers !== undefined && { headers: eachValue(headers, (text) => fill(text)) }),
    ...(multipart !== undefined && {
      multipart: eachValue(multipart, (part) =>
        typeof part === 'string' ? fill(part) : { ...part, content: fill(part.content) },
      ),
    }),
    ...(typeof cookies === 'object' && { cookies: { edited: fill(cookies.edited) } }),
  };
}

/** What a path begins with is a path, or an address; anything else in it is one value of it. */
function filledPath(path: string, fill: Fill): string {
  const [whole = '', dollar, name] = /^\$(\$?)\{([A-Za-z][\w-]{0,31})\}/.exec(path) ?? [];
  if (dollar !== '' || name === undefined) return fill(path, encodeURIComponent);
  const address = fill(whole);
  const begin = /^https?:/.test(address) && URL.canParse(address) ? pathOf(new URL(address)) : address;
  return begin + fill(path.slice(whole.length), encodeURIComponent);
}

const pathOf = ({ pathname, search }: URL): string => pathname + search;

const eachValue = <Value, Made>(given: Readonly<Record<string, Value>>, make: (value: Value) => Made) =>
  Object.fromEntries(Object.entries(given).map(([key, value]) => [key, make(value)]));

type Json = NonNullable<RequestSpec['json']> | null;
function inJson(value: Json, fill: Fill): Json {
  if (typeof value === 'string') return fill(value);
  if (Array.isArray(value)) return value.map((one) => inJson(one, fill));
  if (typeof value !== 'object' || value === null) return value;
  return eachValue(value, (one) => inJson(one, fill));
}

/** The names that a request sends the captured values of. */
export function namesIn(spec: RequestSpec): string[] {
  const names = new Set<string>();
  filledWith(spec, (text) => {
    for (const [, dollar, name = ''] of text.matchAll(reference)) if (dollar === '') names.add(name);
    return text;
  });
  return [...names];
}

/** A request as it may look once all is captured, to look at what else is in it. */
export const imagined = (spec: RequestSpec): RequestSpec =>
  filledWith(spec, (text, encode) => filledText(text, () => (encode === undefined ? '/x' : 'x')));

/** The request with captured values in it; refused where one is missing, or cannot be what it is used as. */
export function filled(
  spec: RequestSpec,
  values: ReadonlyMap<string, string>,
): Result<{ spec: RequestSpec }> {
  const missing = namesIn(spec).find((name) => !values.has(name));
  if (missing !== undefined) return refuse('not-captured', '', { name: missing });
  const made = filledWith(spec, (text, encode = (value) => value) =>
    filledText(text, (name) => encode(values.get(name) ?? '')),
  );
  return made.path.startsWith('/')
    ? { ok: true, spec: made }
    : refuse('no-path-captured', 'path', { path: made.path });
}

const filledText = (text: string, capturedAs: (name: string) => string): string =>
  text.replace(reference, (whole, dollar: string, name: string) =>
    dollar === '' ? capturedAs(name) : whole.slice(1),
  );

/** Captures all that a request says; what is not there is told, by its name. */
export function captureAll(
  { capture = {} }: RequestSpec,
  response: Captured,
): { values: Map<string, string>; problems: Problem[] } {
  const values = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [name, one] of Object.entries(capture)) {
    const value = foundIn(one, response);
    if (value !== null) values.set(name, value);
    else problems.push(problem('nothing-to-capture', `capture.${name}`, wordsFor(one, response)));
  }
  return { values, problems };
}

const wordsFor = (capture: Capture, { status, body }: Captured) => ({
  what: JSON.stringify(capture),
  status,
  body: body.slice(0, 200),
});

function foundIn(capture: Capture, { headers, body, cookies }: Captured): string | null {
  if ('json' in capture) return textAt(body, capture.json);
  if ('body' in capture) return matched(body, capture.body);
  if ('field' in capture) return fieldIn(body, capture.field);
  const text = 'header' in capture ? headers[capture.header.toLowerCase()] : cookies[capture.cookie];
  if (text === undefined) return null;
  const whole = 'cookie' in capture ? decoded(text) : text;
  return capture.match === undefined ? whole : matched(whole, capture.match);
}

function textAt(body: string, path: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  for (const key of path === '' ? [] : path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    value = Reflect.get(value, key);
  }
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? null);
}

/** ms that an expression may take: one that goes back and forth for ever comes from a file. */
const longestMatch = 500;
const matching = new Script('new RegExp(pattern, "su").exec(text)');

function matched(text: string, pattern: string): string | null {
  try {
    const found: unknown = matching.runInContext(createContext({ text, pattern }), { timeout: longestMatch });
    const [whole, first] = Array.from(Object(found ?? []), String);
    return (
      (typeof found === 'object' && found !== null && Reflect.get(found, 1) !== undefined ? first : whole) ??
      null
    );
  } catch {
    return null;
  }
}

const attributeName = /[\s/]*(=?[^\s/>=]+)/y;
const attributeValue = /\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*))?/y;

/** HTML, "Tokenization": of what comes twice the first counts, and a tag that is not ended ends all. Reads each character once. */
function fieldIn(body: string, name: string): string | null {
  const tag = /<input(?=[\s/>])/gi;
  while (tag.exec(body) !== null) {
    const attributes = new Map<string, string>();
    let at = tag.lastIndex;
    const next = (part: RegExp): RegExpExecArray | null => {
      part.lastIndex = at;
      const found = part.exec(body);
      if (found !== null) at = part.lastIndex;
      return found;
    };
    for (let found = next(attributeName); found !== null; found = next(attributeName)) {
      const key = found[1]?.toLowerCase() ?? '';
      const [, double, single, bare] = next(attributeValue) ?? [];
      if (!attributes.has(key)) attributes.set(key, plain(double ?? single ?? bare ?? ''));
    }
    next(/[\s/]*/y);
    if (body[at] !== '>') return null;
    if (attributes.get('name') === name) return attributes.get('value') ?? '';
    tag.lastIndex = at;
  }
  return null;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (text: string): string =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, entity) => {
    if (entity !== undefined) return entities[entity] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

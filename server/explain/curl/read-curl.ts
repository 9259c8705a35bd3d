import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { SentBody, SentRequest } from '../requests/sent-request.ts';
import { type CommandWords, curlCommands } from './commands.ts';

/** A cURL command: what it sends, and what curl does beside that. */
export type CurlCommand = {
  request: SentRequest | null;
  isCutOff: boolean;
  isInsecure: boolean;
  /** Files that are not here: where cookies are read from and written to, and of a body. */
  cookieFile: string | null;
  jarFile: string | null;
  bodyFile: string | null;
  /** A body that looks like JSON, without a type. */
  isJsonAsForm: boolean;
  unknown: string[];
};

const text = (short?: string) => ({
  type: 'string' as const,
  multiple: true,
  ...(short === undefined ? {} : { short }),
});
const flag = (short?: string) => ({ type: 'boolean' as const, ...(short === undefined ? {} : { short }) });

/** curl's options that take a value have to be known, or the value would count as an address. */
const options = {
  url: text(),
  request: text('X'),
  header: text('H'),
  data: text('d'),
  'data-raw': text(),
  'data-binary': text(),
  'data-ascii': text(),
  'data-urlencode': text(),
  json: text(),
  form: text('F'),
  'form-string': text(),
  cookie: text('b'),
  'cookie-jar': text('c'),
  user: text('u'),
  'user-agent': text('A'),
  referer: text('e'),
  'upload-file': text('T'),
  output: text('o'),
  'write-out': text('w'),
  'max-time': text('m'),
  'connect-timeout': text(),
  'dump-header': text('D'),
  proxy: text('x'),
  cert: text('E'),
  key: text(),
  cacert: text(),
  range: text('r'),
  resolve: text(),
  'connect-to': text(),
  retry: text(),
  interface: text(),
  'max-redirs': text(),
  'oauth2-bearer': text(),
  config: text('K'),
  get: flag('G'),
  head: flag('I'),
  location: flag('L'),
  'location-trusted': flag(),
  insecure: flag('k'),
  compressed: flag(),
  silent: flag('s'),
  'show-error': flag('S'),
  verbose: flag('v'),
  include: flag('i'),
  fail: flag('f'),
  globoff: flag('g'),
  http1: flag(),
  'http1.1': flag(),
  http2: flag(),
  http3: flag(),
  ipv4: flag('4'),
  ipv6: flag('6'),
  'remote-name': flag('O'),
  next: flag(),
  'path-as-is': flag(),
  'no-buffer': flag('N'),
} satisfies ParseArgsOptionsConfig;

type DataOption = 'data' | 'data-raw' | 'data-binary' | 'data-ascii' | 'data-urlencode' | 'json';
const dataOptions: ReadonlySet<string> = new Set([
  'data',
  'data-raw',
  'data-binary',
  'data-ascii',
  'data-urlencode',
  'json',
] satisfies DataOption[]);

/** Every cURL command in a text. */
export const readCurl = (pasted: string): CurlCommand[] => curlCommands(pasted).map(readCommand);

function readCommand({ words, isCutOff }: CommandWords): CurlCommand {
  const { values, positionals, tokens } = parseArgs({
    args: withoutRedirections(words),
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const last = (name: keyof typeof options): string | null => texts(values[name]).at(-1) ?? null;
  const given = texts(values.header).map(readHeader);
  const cookies = texts(values.cookie);
  const data = tokens.flatMap((token) =>
    token.kind === 'option' && dataOptions.has(token.name)
      ? [{ as: token.name, text: token.value ?? '' }]
      : [],
  );
  const parts = data.map(dataPart);
  const joined =
    parts.length === 0 ? null : parts.map((part) => part.text ?? '').join(values.json ? '' : '&');
  const headers: Array<[string, string]> = [
    ...given,
    ...cookies.filter((each) => each.includes('=')).map((each): [string, string] => ['cookie', each]),
    ...named('user-agent', last('user-agent')),
    ...named('referer', last('referer')),
    ...named('authorization', last('user') === null ? null : 'Basic'),
    ...named('authorization', last('oauth2-bearer') === null ? null : 'Bearer'),
  ];
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? null;
  const isMultipart = values.form !== undefined || values['form-string'] !== undefined;
  const body = values.get
    ? null
    : bodyOf(joined, type ?? (values.json ? 'application/json' : null), isMultipart);
  const url = urlOf(last('url') ?? positionals[0] ?? '', values.get ? joined : null);
  const method = last('request') ?? methodOf(values, body !== null);
  return {
    request: url && {
      method: method.toUpperCase(),
      url,
      headers,
      body,
      follows: isOn(values.location) || isOn(values['location-trusted']),
    },
    isCutOff,
    isInsecure: isOn(values.insecure),
    cookieFile: cookies.findLast((each) => !each.includes('=')) ?? null,
    jarFile: last('cookie-jar'),
    bodyFile: parts.findLast(({ file }) => file !== null)?.file ?? last('upload-file'),
    isJsonAsForm: type === null && !values.json && /^\s*[{[]/.test(joined ?? ''),
    unknown: tokens.flatMap((token) =>
      token.kind === 'option' && !Object.hasOwn(options, token.name) ? [token.rawName] : [],
    ),
  };
}

const isOn = (value: unknown): boolean => value === true;
const named = (name: string, value: string | null): Array<[string, string]> =>
  value === null ? [] : [[name, value]];
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** Without what a shell does with the output. */
function withoutRedirections(words: readonly string[]): string[] {
  return words.filter((word, at) => !/^\d?>{1,2}/.test(word) && !/^\d?>{1,2}$/.test(words[at - 1] ?? ''));
}

function readHeader(header: string): [string, string] {
  const colon = header.indexOf(':', 1);
  const end = colon === -1 ? header.replace(/;$/, '').length : colon;
  return [header.slice(0, end).trim().toLowerCase(), colon === -1 ? '' : header.slice(colon + 1).trim()];
}

/** What one -d adds to the body; `file`: where it would have been read. */
function dataPart({ as, text: given }: { as: string; text: string }): {
  text: string | null;
  file: string | null;
} {
  if (as === 'data-urlencode') {
    const [, name = '', mark = '', content = ''] = /^([^=@]*)([=@]?)([\s\S]*)$/.exec(given) ?? [];
    if (mark === '@') return { text: null, file: content };
    const [before, after] = mark === '=' ? [name, content] : ['', given];
    return { text: `${before === '' ? '' : `${before}=`}${encodeURIComponent(after)}`, file: null };
  }
  const isFile = as !== 'data-raw' && given.startsWith('@');
  return isFile ? { text: null, file: given.slice(1) } : { text: given, file: null };
}

function bodyOf(data: string | null, type: string | null, isMultipart: boolean): SentBody | null {
  if (isMultipart) return { type: 'multipart/form-data', text: '' };
  return data === null ? null : { type: type ?? 'application/x-www-form-urlencoded', text: data };
}

function methodOf(values: { head?: unknown; 'upload-file'?: unknown }, hasBody: boolean): string {
  if (values.head !== undefined) return 'HEAD';
  if (values['upload-file'] !== undefined) return 'PUT';
  return hasBody ? 'POST' : 'GET';
}

/** curl takes an address without a scheme for http. */
function urlOf(given: string, query: string | null): URL | null {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `http://${given}`);
  if (url === null || given === '' || !/^https?:$/.test(url.protocol)) return null;
  if (query !== null) url.search = [url.search.slice(1), query].filter((part) => part !== '').join('&');
  return url;
}

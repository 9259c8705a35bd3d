import { z } from 'zod';
import type { SentBody, SentRequest } from '../requests/sent-request.ts';

const header = z.object({ name: z.string(), value: z.string().default('') });
const harCookie = header.extend({
  path: z.string().nullish(),
  domain: z.string().nullish(),
  expires: z.union([z.string(), z.number()]).nullish(),
  httpOnly: z.boolean().nullish(),
  secure: z.boolean().nullish(),
  sameSite: z.string().nullish(),
});
const entrySchema = z.object({
  startedDateTime: z.string(),
  time: z.number().nullish(),
  timings: z.object({ wait: z.number().nullish() }).nullish(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.array(header).default([]),
    cookies: z.array(harCookie).default([]),
    postData: z
      .object({
        mimeType: z.string().default(''),
        text: z.string().nullish(),
        params: z.array(header).nullish(),
      })
      .nullish(),
  }),
  response: z.object({
    status: z.number(),
    headers: z.array(header).default([]),
    cookies: z.array(harCookie).default([]),
    content: z.object({ mimeType: z.string().nullish() }).nullish(),
  }),
  _webSocketMessages: z.unknown().optional(),
});
type HarCookie = z.infer<typeof harCookie>;

const harSchema = z.object({
  log: z.object({
    creator: z.object({ name: z.string().default('') }).nullish(),
    entries: z.array(z.unknown()),
  }),
});

/** A request with its answer, as it was recorded. `start` in ms since 1970, `took` and `waited` in ms. */
export type Exchange = {
  request: SentRequest;
  start: number;
  took: number;
  waited: number;
  status: number;
  /** Of the answer's body, in lower case. */
  type: string;
  setCookies: string[];
  isSocket: boolean;
};

/** A recording's exchanges in the order in which they began. `broken`: how many entries could not be read. */
export type Har = { creator: string; exchanges: Exchange[]; broken: number; hasCookies: boolean };

export function readHar(json: unknown): Har {
  const { creator, entries } = harSchema.parse(json).log;
  const exchanges = entries.flatMap(readEntry);
  return {
    creator: creator?.name ?? '',
    exchanges: exchanges.toSorted((a, b) => a.start - b.start),
    broken: entries.length - exchanges.length,
    hasCookies: exchanges.some(
      ({ request, setCookies }) =>
        setCookies.length > 0 || request.headers.some(([name]) => name === 'cookie'),
    ),
  };
}

function readEntry(entry: unknown): Exchange[] {
  const { success, data } = entrySchema.safeParse(entry);
  if (!success) return [];
  const { request, response, time, timings, startedDateTime, _webSocketMessages } = data;
  const url = URL.parse(request.url);
  const start = Date.parse(startedDateTime);
  if (url === null || !/^(?:https?|wss?):$/.test(url.protocol) || Number.isNaN(start)) return [];
  const headers = request.headers
    .map(({ name, value }): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => !name.startsWith(':'));
  const cookie = headers.some(([name]) => name === 'cookie')
    ? []
    : request.cookies.map(({ name, value }) => `${name}=${value}`);
  const lines = response.headers
    .filter(({ name }) => name.toLowerCase() === 'set-cookie')
    .map(({ value }) => value);
  const took = Math.max(0, time ?? 0);
  return [
    {
      request: {
        method: request.method.toUpperCase(),
        url,
        headers: cookie.length === 0 ? headers : [...headers, ['cookie', cookie.join('; ')]],
        body: bodyOf(request.postData),
        follows: false,
      },
      start,
      took,
      waited: Math.max(0, timings?.wait ?? took),
      status: response.status,
      type: response.content?.mimeType?.toLowerCase() ?? '',
      // Some recorders join several by line breaks.
      setCookies: lines.length > 0 ? lines.flatMap((line) => line.split('\n')) : response.cookies.map(lineOf),
      isSocket: _webSocketMessages !== undefined || url.protocol.startsWith('ws') || response.status === 101,
    },
  ];
}

function bodyOf(data: z.infer<typeof entrySchema>['request']['postData']): SentBody | null {
  if (!data) return null;
  const fields = data.params?.map(({ name, value }): [string, string] => [name, value]) ?? [];
  const text = data.text || new URLSearchParams(fields).toString();
  return text === '' ? null : { type: data.mimeType, text };
}

/** The line that a recorder took apart. */
function lineOf({ name, value, path, domain, expires, httpOnly, secure, sameSite }: HarCookie): string {
  const until = expires ? new Date(expires) : null;
  return [
    `${name}=${value}`,
    ...(path ? [`Path=${path}`] : []),
    ...(domain ? [`Domain=${domain}`] : []),
    ...(until !== null && !Number.isNaN(until.getTime()) ? [`Expires=${until.toUTCString()}`] : []),
    ...(httpOnly ? ['HttpOnly'] : []),
    ...(secure ? ['Secure'] : []),
    ...(sameSite ? [`SameSite=${sameSite}`] : []),
  ].join('; ');
}

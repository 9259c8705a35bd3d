import { type Exchange, type Headers, passedOn } from './exchanges.ts';

/** Of what is written here, since a HAR has to name one. */
const version = '1';

/** Requests as a HAR 1.2, which the tools of browsers open. `startedAt`: the real clock at µs 0, in ms since 1970. */
export function harText(exchanges: readonly Exchange[], startedAt: number): string {
  const entries = exchanges.map((exchange) => entryOf(exchange, startedAt));
  const log = { version: '1.2', creator: { name: 'Session Playground', version }, pages: [], entries };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

function entryOf(exchange: Exchange, startedAt: number) {
  const { request, browser, asked, answered, body, failure } = exchange;
  const end = body?.at ?? failure?.at ?? answered?.at ?? asked.at;
  const first = answered?.at ?? end;
  return {
    startedDateTime: new Date(startedAt + asked.at / 1000).toISOString(),
    time: (end - asked.at) / 1000,
    request: requestOf(exchange),
    response: responseOf(exchange),
    cache: {},
    timings: { send: 0, wait: (first - asked.at) / 1000, receive: (end - first) / 1000 },
    comment: `${request}${browser === null ? '' : ` by ${browser}`}`,
    ...(failure === null ? {} : { _error: failure.why }),
  };
}

function requestOf({ method, path, origin, asked }: Exchange) {
  const url = `${origin ?? 'http://localhost'}${path}`;
  const cookies = valuesOf(asked.headers, 'cookie').flatMap((line) => line.split(/; ?/).map(pairOf));
  const [type = ''] = valuesOf(asked.headers, 'content-type');
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    headers: listed(passedOn(asked.headers)),
    cookies,
    queryString: [...new URLSearchParams(path.split('#')[0]?.split('?').slice(1).join('?') ?? '')].map(
      ([name, value]) => ({ name, value }),
    ),
    ...(asked.body === null ? {} : { postData: { mimeType: type, text: asked.body } }),
    headersSize: -1,
    bodySize: asked.body === null ? 0 : new TextEncoder().encode(asked.body).length,
  };
}

/** Status 0: no answer came. */
function responseOf({ answered, body }: Exchange) {
  const [type = ''] = valuesOf(answered?.headers ?? [], 'content-type');
  const isCut = body !== null && new TextEncoder().encode(body.text).length < body.bytes;
  return {
    status: answered?.status ?? 0,
    statusText: answered?.reason ?? '',
    httpVersion: 'HTTP/1.1',
    headers: listed(passedOn(answered?.headers ?? [])),
    cookies: (answered?.setCookie ?? []).map((line) => pairOf(line.split(';')[0] ?? '')),
    content: {
      size: body?.bytes ?? 0,
      mimeType: type,
      ...(body === null ? {} : { text: body.text }),
      ...(isCut ? { comment: 'Only the beginning was kept.' } : {}),
    },
    redirectURL: answered?.location ?? '',
    headersSize: -1,
    bodySize: body?.bytes ?? -1,
  };
}

const listed = (headers: Headers) => headers.map(([name, value]) => ({ name, value }));

const valuesOf = (headers: Headers, name: string): string[] =>
  headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);

function pairOf(pair: string): { name: string; value: string } {
  const cut = pair.indexOf('=');
  return { name: pair.slice(0, Math.max(0, cut)).trim(), value: pair.slice(cut + 1).trim() };
}

import { instanceHeader, requestIdHeader } from '../contract/endpoints.ts';
import { type ProblemParams, type Refused, type Result, refuse } from '../contract/errors.ts';
import { hostSchema } from '../contract/hosts.ts';
import { hasNoBody, type RequestSpec } from '../contract/requests.ts';
import { isMixed, originHeader } from './cause.ts';

/** An HTTP request apart from its cookies and its id. Header names are in lower case. */
export type Message = {
  method: RequestSpec['method'];
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: string | null;
};

/** Headers that a browser writes itself, and what from; a page cannot set them, and some would break the connection. */
const ownHeaders: Readonly<Record<string, ProblemParams['own-header']['from']>> = {
  cookie: 'cookies',
  'content-length': 'body',
  'transfer-encoding': 'body',
  connection: 'connection',
  'keep-alive': 'connection',
  upgrade: 'socket',
  expect: 'connection',
  [requestIdHeader]: 'id',
  [instanceHeader]: 'instance',
};

/** The message that a request becomes at the app with this origin (`http://127.0.0.1:4321`). */
export function messageFor(given: RequestSpec, origin: string): Result<{ message: Message }> {
  const named = withHost(given);
  if (!named.ok) return named;
  const { spec } = named;
  const headers = new Map(
    Object.entries(spec.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  for (const [name, value] of headers) {
    const from = ownHeaders[name];
    if (from !== undefined) return refuse('own-header', `headers.${name}`, { header: name, from });
    if (!/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)) {
      return refuse('no-header-characters', `headers.${name}`, { header: name });
    }
  }
  if (typeof spec.cookies === 'object' && !/^[\u0020-\u007e\u0080-\u00ff]*$/.test(spec.cookies.edited)) {
    return refuse('no-cookie-characters', 'cookies.edited', {});
  }
  const bodies = (['form', 'multipart', 'json'] as const).filter((key) => spec[key] !== undefined);
  if (bodies.length > 1) return refuse('two-bodies', bodies.at(-1) ?? '', {});
  const content = bodyOf(spec);
  if (content !== null && hasNoBody(spec.method)) {
    return refuse('no-body', 'method', { method: spec.method });
  }
  const refusal = notFromPage(spec);
  if (refusal !== null) return refusal;
  if (content !== null && !headers.has('content-type')) headers.set('content-type', content.type);
  if (spec.proxy !== undefined && !headers.has(forwardedProto)) headers.set(forwardedProto, spec.proxy);
  const url = urlFor(spec, origin);
  if (isMixed(spec, url)) return refuse('mixed-content', 'from.page', { by: spec.from?.by ?? 'fetch' });
  const from = originHeader(spec, url, spec.method);
  if (from !== null && !headers.has('origin')) headers.set('origin', from);
  const message = {
    method: spec.method,
    url,
    headers: Object.fromEntries(headers),
    body: content?.text ?? null,
  };
  return { ok: true, message };
}

/** A Host header that is given by hand is the host that the request goes to: no browser sends another one. */
function withHost(spec: RequestSpec): Result<{ spec: RequestSpec }> {
  const { host: asked, ...headers } = Object.fromEntries(
    Object.entries(spec.headers ?? {}).map(([name, value]) => [
      name.toLowerCase() === 'host' ? 'host' : name,
      value,
    ]),
  );
  if (asked === undefined) return { ok: true, spec };
  const { data: host, error } = hostSchema.safeParse(asked);
  if (error) return refuse('no-host-header', 'headers.host', { value: asked });
  if (spec.host !== undefined && spec.host !== host) {
    return refuse('two-hosts', 'headers.host', { host: spec.host, header: host });
  }
  return { ok: true, spec: { ...spec, headers, host } };
}

/** What the pages of another origin cannot ask for in the way that they are said to. */
function notFromPage({ from, cookies, method, json }: RequestSpec): Refused | null {
  if (from === undefined) return null;
  if (typeof cookies === 'string' && cookies !== 'jar')
    return refuse('two-causes', 'cookies', { mode: cookies });
  const { by } = from;
  const isOwn = method === 'GET' || (method === 'POST' && (by === 'form' || by === 'frame'));
  if (by !== 'fetch' && !isOwn) return refuse('no-page-sends', 'method', { by, what: method });
  return by !== 'fetch' && json !== undefined ? refuse('no-page-sends', 'json', { by, what: 'JSON' }) : null;
}

function bodyOf({ form, json, multipart }: RequestSpec): { type: string; text: string } | null {
  if (multipart !== undefined) return multipartBody(multipart);
  if (form !== undefined) {
    return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(form).toString() };
  }
  return json === undefined ? null : { type: 'application/json', text: JSON.stringify(json) };
}

/** RFC 7578, with names written as browsers do. The boundary is the same each time, and stands in no part. */
function multipartBody(fields: NonNullable<RequestSpec['multipart']>): { type: string; text: string } {
  const parts = Object.entries(fields).map(([name, part]) => {
    const file = typeof part === 'string' ? '' : `; filename="${quoted(part.filename)}"`;
    const type = typeof part === 'string' ? '' : `\r\nContent-Type: ${part.type}`;
    const content = typeof part === 'string' ? part : part.content;
    return `Content-Disposition: form-data; name="${quoted(name)}"${file}${type}\r\n\r\n${content}`;
  });
  let boundary = '----session-playground';
  while (parts.some((part) => part.includes(boundary))) boundary += '-';
  const text = [...parts.map((part) => `--${boundary}\r\n${part}\r\n`), `--${boundary}--\r\n`].join('');
  return { type: `multipart/form-data; boundary=${boundary}`, text };
}

const quoted = (text: string): string =>
  text.replace(/[\r\n"]/g, (character) => encodeURIComponent(character));

/** What a proxy that ends TLS tells the app behind it. */
const forwardedProto = 'x-forwarded-proto';

/** The address as the browser knows it: with a proxy in between an https one, of which the app sees nothing. */
function urlFor({ path, work, proxy, host }: RequestSpec, origin: string): URL {
  // Joined as text: resolved as a reference, a path that starts with // would lead to another host.
  const url = new URL((proxy === undefined ? origin : origin.replace(/^http:/, 'https:')) + path);
  url.hash = '';
  if (host !== undefined) url.hostname = host;
  if (work !== undefined) url.searchParams.set('work', String(work));
  return url;
}

import { instanceHeader, requestIdHeader } from '../contract/endpoints.ts';
import { type ProblemParams, type Result, refuse } from '../contract/errors.ts';
import { hasNoBody, type RequestSpec } from '../contract/requests.ts';

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
  host: 'address',
  [requestIdHeader]: 'id',
  [instanceHeader]: 'instance',
};

/** The message that a request becomes at the lab with this origin (`http://127.0.0.1:4321`). */
export function messageFor(spec: RequestSpec, origin: string): Result<{ message: Message }> {
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
  const given = bodyOf(spec);
  if (given !== null && hasNoBody(spec.method)) {
    return refuse('no-body', 'method', { method: spec.method });
  }
  if (given !== null && !headers.has('content-type')) headers.set('content-type', given.type);
  if (spec.proxy !== undefined && !headers.has(forwardedProto)) headers.set(forwardedProto, spec.proxy);
  return {
    ok: true,
    message: {
      method: spec.method,
      url: urlFor(spec, origin),
      headers: Object.fromEntries(headers),
      body: given?.text ?? null,
    },
  };
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
function urlFor({ path, work, proxy }: RequestSpec, origin: string): URL {
  // Joined as text: resolved as a reference, a path that starts with // would lead to another host.
  const url = new URL((proxy === undefined ? origin : origin.replace(/^http:/, 'https:')) + path);
  url.hash = '';
  if (work !== undefined) url.searchParams.set('work', String(work));
  return url;
}

import { instanceHeader, requestIdHeader } from '../contract/endpoints.ts';
import type { RequestSpec } from '../contract/requests.ts';
import type { Outcome } from '../contract/state.ts';

/** An HTTP request apart from its cookies and its id. Header names are in lower case. */
export type Message = {
  method: RequestSpec['method'];
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: string | null;
};

/** Headers that a browser writes itself; a page cannot set them, and some would break the connection. */
const ownHeaders: Readonly<Record<string, string>> = {
  cookie: 'use `cookies: { "edited": "…" }` to send a Cookie header of your own',
  'content-length': 'it follows from the body',
  'transfer-encoding': 'it follows from the body',
  connection: 'the connection is kept by the browser',
  'keep-alive': 'the connection is kept by the browser',
  upgrade: 'the connection is kept by the browser',
  expect: 'the connection is kept by the browser',
  host: 'it follows from the lab’s address',
  [requestIdHeader]: 'it names the request; use `id`',
  [instanceHeader]: 'it says which instance answers; use `instance`',
};

const hasNoBody = (method: RequestSpec['method']): boolean => method === 'GET' || method === 'HEAD';

/** The message that a request becomes at the lab with this origin (`http://127.0.0.1:4321`). */
export function messageFor(spec: RequestSpec, origin: string): Outcome<{ message: Message }> {
  const headers = new Map(
    Object.entries(spec.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  for (const [name, value] of headers) {
    const why = ownHeaders[name];
    if (why !== undefined) return refuse(`headers.${name}`, `the header ${name} cannot be set: ${why}.`);
    if (!/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)) {
      return refuse(`headers.${name}`, `the header ${name} has characters that no header can carry.`);
    }
  }
  if (typeof spec.cookies === 'object' && !/^[\u0020-\u007e\u0080-\u00ff]*$/.test(spec.cookies.edited)) {
    return refuse('cookies.edited', 'the Cookie header has characters that no header can carry.');
  }
  if (spec.form !== undefined && spec.json !== undefined) {
    return refuse('json', 'a request has one body: give either `form` or `json`.');
  }
  const given = bodyOf(spec);
  if (given !== null && hasNoBody(spec.method)) {
    return refuse('method', `a ${spec.method} request has no body: take POST, PUT, PATCH or DELETE.`);
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

function bodyOf({ form, json }: RequestSpec): { type: string; text: string } | null {
  if (form !== undefined) {
    return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(form).toString() };
  }
  return json === undefined ? null : { type: 'application/json', text: JSON.stringify(json) };
}

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

const refuse = (at: string, message: string): Outcome<{ message: Message }> => ({ ok: false, at, message });

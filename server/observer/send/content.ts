import type { IncomingMessage } from 'node:http';

/** What a request brought and was answered, as far as values can be sent again: told to recordings alone. */
export type Content = {
  /** What a body parser made of the body. */
  asked: { kind: 'form' | 'json'; values: unknown } | null;
  /** JSON, or the fields of forms in HTML. */
  answered: { kind: 'json' | 'fields'; values: unknown } | null;
};

/** What has the body that was sent, and the headers of the answer: of Fastify these are not those of Node. */
export type Asked = Pick<IncomingMessage, 'headers'>;
export type Answered = { hasHeader(name: string): boolean; getHeader(name: string): unknown };

/** Characters of a body, and fields of forms, that are looked at. */
const mostText = 32_000;
const mostFields = 50;

/** Looks at both when the response is ended with `chunk`. Reads only what is plainly there; throws nothing. */
export function contentOf(req: Asked, res: Answered, chunk: unknown): Content | null {
  try {
    const [asked, answered] = [askedOf(req), answeredOf(res, chunk)];
    return asked === null && answered === null ? null : { asked, answered };
  } catch {
    return null;
  }
}

function askedOf(req: Asked): Content['asked'] {
  const body: unknown = Object.getOwnPropertyDescriptor(req, 'body')?.value;
  if (typeof body !== 'object' || body === null || Object.keys(body).length === 0) return null;
  const text = JSON.stringify(body);
  if (text.length > mostText) return null;
  const isForm = String(req.headers['content-type'] ?? '').includes('form');
  return { kind: isForm ? 'form' : 'json', values: JSON.parse(text) };
}

function answeredOf(res: Answered, chunk: unknown): Content['answered'] {
  const isText = typeof chunk === 'string' || Buffer.isBuffer(chunk);
  if (!isText || chunk.length > mostText || res.hasHeader('content-encoding')) return null;
  const type = String(res.getHeader('content-type') ?? '');
  if (type.includes('json')) return { kind: 'json', values: JSON.parse(String(chunk)) };
  if (!type.includes('html')) return null;
  const fields: Record<string, string> = {};
  for (const [tag] of String(chunk).matchAll(/<input\b[^>]*>/gi)) {
    const [name, value] = [attribute(tag, 'name'), attribute(tag, 'value')];
    if (name !== null && value !== null && Object.keys(fields).length < mostFields) fields[name] = value;
  }
  return Object.keys(fields).length === 0 ? null : { kind: 'fields', values: fields };
}

function attribute(tag: string, name: string): string | null {
  const [, quoted, single, bare] =
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag) ?? [];
  return quoted ?? single ?? bare ?? null;
}

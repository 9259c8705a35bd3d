import type { IncomingMessage } from 'node:http';
import { instanceHeader, requestIdHeader } from '../contract/endpoints.ts';

/** The names of requests: from the header, which the app never sees, or counted for those that came from elsewhere. */
export type RequestNames = {
  /** Takes the name off a request; before anything else looks at it. */
  take(req: IncomingMessage): string;
  of(req: IncomingMessage): string;
};

/** On the request itself, where no enumeration shows it: a WeakMap of requests is slow. */
const nameKey = Symbol('name');

export function createRequestNames(firstOutside: number): RequestNames {
  let outside = firstOutside;
  const take = (req: IncomingMessage): string => {
    const given = takeHeader(req, requestIdHeader);
    const name = given !== null && /^[\w.-]{1,64}$/.test(given) ? given : `ext${outside++}`;
    Object.defineProperty(req, nameKey, { value: name });
    return name;
  };
  return { take, of: (req) => Reflect.get(req, nameKey) ?? take(req) };
}

/** Takes off a request which instance it is to go to, from 1; null where it does not say. */
export function takeInstance(req: IncomingMessage): number | null {
  const given = Number(takeHeader(req, instanceHeader) ?? '');
  return Number.isInteger(given) && given > 0 ? given : null;
}

/**
 * Node makes `headers` and `headersDistinct` of `rawHeaders` when they are first asked for, by a count taken before: so
 * both are asked for before one is taken out.
 */
function takeHeader({ rawHeaders, headers, headersDistinct }: IncomingMessage, name: string): string | null {
  let value: string | null = null;
  for (let i = rawHeaders.length - 2; i >= 0; i -= 2) {
    if (rawHeaders[i]?.toLowerCase() === name) [, value = null] = rawHeaders.splice(i, 2);
  }
  if (value === null) return null;
  delete headers[name];
  delete headersDistinct[name];
  return value;
}

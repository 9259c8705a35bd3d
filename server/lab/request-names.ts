import type { IncomingMessage } from 'node:http';
import { instanceHeader, requestIdHeader } from '../contract/endpoints.ts';

/**
 * The names of requests: from the header, which the app never sees, or counted for those that came from elsewhere. Who
 * does not have the lab's key came from elsewhere, whatever the header says.
 */
export type RequestNames = {
  /** Takes the name off a request, and which instance it is to go to, from 1; before anything else looks at it. */
  take(req: IncomingMessage): TakenName;
  of(req: IncomingMessage): string;
};

export type TakenName = { name: string; instance: number | null; isOutside: boolean };

/** On the request itself, where no enumeration shows it: a WeakMap of requests is slow. */
const nameKey = Symbol('name');

export function createRequestNames({
  key,
  firstOutside,
}: {
  key: string;
  firstOutside: number;
}): RequestNames {
  let outside = firstOutside;
  const take = (req: IncomingMessage): TakenName => {
    const given = takeHeader(req, requestIdHeader);
    const instance = Number(takeHeader(req, instanceHeader) ?? '');
    const own = given?.startsWith(`${key} `) ? given.slice(key.length + 1) : '';
    const isOutside = !/^[\w.-]{1,64}$/.test(own);
    const name = isOutside ? `ext${outside++}` : own;
    Object.defineProperty(req, nameKey, { value: name });
    const isNumber = Number.isInteger(instance) && instance > 0;
    return { name, instance: isNumber && !isOutside ? instance : null, isOutside };
  };
  return { take, of: (req) => Reflect.get(req, nameKey) ?? take(req).name };
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

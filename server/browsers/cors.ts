import type { RequestSpec } from '../contract/requests.ts';
import type { Verdict } from '../contract/verdicts/verdict.ts';
import type { VerdictInputs } from '../contract/verdicts/verdict-rule.ts';
import { browserVerdict } from './decide-set-cookie.ts';
import type { Message } from './message.ts';

/** An answer as far as it says who may read it. Header names are in lower case. */
type Answer = { status: number; headers: Readonly<Record<string, string>> };

/** A request of a page, and whether redirects led it over another origin before. */
export type Asked = { spec: Pick<RequestSpec, 'from'>; message: Message; isTainted: boolean };

/** Whether the page reads the answer only where that says so (fetch standard, mode "cors"). */
export const isCors = ({ spec: { from }, message, isTainted }: Asked): boolean =>
  from?.by === 'fetch' && (isTainted || from.page !== message.url.origin);

const simpleMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);
const simpleTypes = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);
const simpleNames = new Set(['accept', 'accept-language', 'content-language', 'content-type']);
/** bytes of a header's value, above which it is never a simple one */
const longestSimple = 128;

/** What no page sets: the browser does, or what stands between it and the app. */
const notOfPage =
  /^(?:accept-(?:charset|encoding)|access-control-request-\w+|connection|content-length|cookie2?|date|dnt|expect|forwarded|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|(?:proxy|sec|x-forwarded)-.*)$/;

function isSimple(name: string, value: string): boolean {
  if (!simpleNames.has(name) || value.length > longestSimple) return false;
  return name !== 'content-type' || simpleTypes.has(value.split(';', 1)[0]?.trim().toLowerCase() ?? '');
}

/** The headers for which a browser asks first, in its order. */
const unusualHeaders = ({ headers }: Message): string[] =>
  Object.entries(headers)
    .filter(([name, value]) => !notOfPage.test(name) && !isSimple(name, value))
    .map(([name]) => name)
    .sort();

/** The request by which a browser asks whether it may send this one; null where it need not ask. */
export function preflightOf(asked: Asked): Message | null {
  const { message } = asked;
  const unusual = unusualHeaders(message);
  if (!isCors(asked) || (simpleMethods.has(message.method) && unusual.length === 0)) return null;
  const passedOn = Object.entries(message.headers).filter(([name]) =>
    /^(?:x-forwarded-|forwarded$)/.test(name),
  );
  return {
    method: 'OPTIONS',
    url: message.url,
    headers: {
      accept: '*/*',
      'access-control-request-method': message.method,
      ...(unusual.length > 0 && { 'access-control-request-headers': unusual.join(',') }),
      origin: originOf(asked),
      ...Object.fromEntries(passedOn),
    },
    body: null,
  };
}

const originOf = ({ spec: { from }, isTainted }: Asked): string =>
  isTainted ? 'null' : (from?.page ?? 'null');

const hasCredentials = ({ spec: { from } }: Asked): boolean => from?.credentials === 'include';

/** Why the page may not read an answer (fetch standard, "CORS check"); null where it may. */
function refusalOf(asked: Asked, { headers }: Answer): VerdictInputs | null {
  const allowed = headers['access-control-allow-origin'];
  const page = originOf(asked);
  const isWithCredentials = hasCredentials(asked);
  if (allowed === undefined) return { page, because: 'none' };
  if (allowed === '*' && !isWithCredentials) return null;
  if (allowed === '*') return { page, because: 'any' };
  if (allowed !== page) return { page, because: 'other', allowed };
  const isAllowed = !isWithCredentials || headers['access-control-allow-credentials'] === 'true';
  return isAllowed ? null : { page, because: 'credentials' };
}

/** Whether the page is given the answer to its request. */
export function readingOf(asked: Asked, answer: Answer): Verdict {
  const refusal = refusalOf(asked, answer);
  return refusal === null
    ? browserVerdict('cors-read', { page: originOf(asked) })
    : browserVerdict('cors-withheld', refusal);
}

/** What a preflight's answer allows, and for how long it is remembered, in ms. `*` is in no set where credentials go along. */
export type Allowed = { methods: ReadonlySet<string>; headers: ReadonlySet<string>; for: number };

/** How long browsers remember an answer that does not say, and at most; in s. */
const [usually, atMost] = [5, 7200];

const listed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** What is allowed by the answer to a preflight (fetch standard, "CORS-preflight fetch"), or why nothing is. */
export function allowedBy(asked: Asked, answer: Answer): { allowed: Allowed } | { refused: Verdict } {
  const refuse = (inputs: VerdictInputs) => ({
    refused: browserVerdict('cors-preflight-refused', { page: originOf(asked), ...inputs }),
  });
  const refusal = refusalOf(asked, answer);
  if (refusal !== null) return refuse(refusal);
  const { status, headers } = answer;
  if (status < 200 || status > 299) return refuse({ because: 'status', status });
  const age = /^\d+$/.exec(headers['access-control-max-age'] ?? '')?.[0];
  const allowed = {
    methods: new Set(listed(headers['access-control-allow-methods'])),
    headers: new Set(listed(headers['access-control-allow-headers']).map((name) => name.toLowerCase())),
    for: 1000 * Math.min(atMost, age === undefined ? usually : Number(age)),
  };
  const lacking = lackingIn(asked, allowed);
  return lacking === null ? { allowed } : refuse(lacking);
}

/** What of a request is not allowed; null where all is. */
export function lackingIn(asked: Asked, { methods, headers }: Allowed): VerdictInputs | null {
  const { message } = asked;
  const isAny = (set: ReadonlySet<string>) => set.has('*') && !hasCredentials(asked);
  const isAllowed = simpleMethods.has(message.method) || methods.has(message.method) || isAny(methods);
  if (!isAllowed) return { because: 'method', method: message.method };
  const header = unusualHeaders(message).find(
    (name) => !headers.has(name) && !(isAny(headers) && name !== 'authorization'),
  );
  return header === undefined ? null : { because: 'header', header };
}

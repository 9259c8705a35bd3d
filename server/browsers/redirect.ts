import type { From } from '../contract/hosts.ts';
import type { RequestSpec } from '../contract/requests.ts';
import type { Verdict } from '../contract/verdicts/verdict.ts';
import { isMixed, originHeader } from './cause.ts';
import { browserVerdict } from './decide-set-cookie.ts';
import type { Message } from './message.ts';

const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const maxRedirects = 10;

export type Redirection =
  | { type: 'none' }
  | { type: 'follow'; message: Message }
  /** A redirect that is reported instead. */
  | { type: 'stop'; verdict: Verdict };

/**
 * The request that a response makes a browser send next (fetch standard, HTTP-redirect fetch). Only redirects within
 * the lab are followed: to the same origin, unless `leadsToLab` tells. `hops`: redirects that led to this message.
 */
export function redirectionOf(
  message: Message,
  response: { status: number; location: string | null },
  hops: number,
  { leadsToLab, from }: { leadsToLab?: (url: URL) => boolean; from?: From | undefined } = {},
): Redirection {
  const { location, status } = response;
  if (!redirectStatuses.has(status) || location === null) return { type: 'none' };
  const stop = (
    rule: 'redirect-mixed' | 'redirect-elsewhere' | 'redirect-unreadable' | 'redirect-limit',
  ): Redirection => ({
    type: 'stop',
    verdict: browserVerdict(rule, { location, origin: message.url.origin }),
  });
  if (!URL.canParse(location, message.url.href)) return stop('redirect-unreadable');
  const url = new URL(location, message.url);
  if (isMixed({ from }, url)) return stop('redirect-mixed');
  if (!(leadsToLab?.(url) ?? url.origin === message.url.origin)) return stop('redirect-elsewhere');
  if (hops >= maxRedirects) return stop('redirect-limit');
  url.hash = '';
  return {
    type: 'follow',
    message: becomesGet(message.method, status) ? asGet(message, url) : { ...message, url },
  };
}

const becomesGet = (method: Message['method'], status: number): boolean =>
  ((status === 301 || status === 302) && method === 'POST') ||
  (status === 303 && method !== 'GET' && method !== 'HEAD');

const bodyHeaders = new Set(['content-encoding', 'content-language', 'content-location', 'content-type']);

const asGet = (message: Message, url: URL): Message => ({
  method: 'GET',
  url,
  headers: Object.fromEntries(Object.entries(message.headers).filter(([name]) => !bodyHeaders.has(name))),
  body: null,
});

/** A message that a redirect leads to, with the Origin that it has there; `isTainted`: whether one led over another origin before. */
export function redirected(
  spec: RequestSpec,
  { before, next, isTainted }: { before: URL; next: Message; isTainted: boolean },
): { message: Message; isTainted: boolean } {
  const page = spec.from?.page;
  const hasLeftOver = page !== undefined && page !== before.origin && next.url.origin !== before.origin;
  const tainted = isTainted || hasLeftOver;
  const isByHand = Object.keys(spec.headers ?? {}).some((name) => name.toLowerCase() === 'origin');
  if (page === undefined || isByHand) return { message: next, isTainted: tainted };
  const { origin: _, ...headers } = next.headers;
  const origin = originHeader(spec, next.url, next.method, tainted);
  return {
    message: { ...next, headers: { ...headers, ...(origin !== null && { origin }) } },
    isTainted: tainted,
  };
}

import { fromPlace, mainApp } from '../endpoints.ts';
import type { LogEvent, WireHeaders } from '../events/events.ts';
import { maskOf } from '../options/mask-secrets.ts';

/** Name and value of each header, in order. */
export type Headers = ReadonlyArray<readonly [name: string, value: string]>;

/**
 * A request with its answer, as the log tells of them. Times in µs. `isWhole`: the headers are those that went over the
 * wire; else only what was told of them. `body`: of the answer the beginning, with the size of the whole in bytes.
 */
export type Exchange = {
  request: string;
  browser: string | null;
  method: string;
  path: string;
  /** Null where it was sent to nowhere in particular, as in a race, or where that is not told. */
  origin: string | null;
  asked: { at: number; headers: Headers; isWhole: boolean; body: string | null };
  answered: {
    at: number;
    status: number;
    reason: string;
    setCookie: readonly string[];
    location: string | null;
    headers: Headers;
    isWhole: boolean;
  } | null;
  body: { at: number; text: string; bytes: number } | null;
  failure: { at: number; why: string } | null;
};

/** All of them in the order in which they began, of those events; the lab's start says where it listens. */
export function exchangesOf(events: Iterable<LogEvent>): Exchange[] {
  const found = new Map<string, Exchange>();
  let lab: string | null = null;
  for (const event of events) {
    if (event.type === 'lab-started') lab = event.url;
    if (!('request' in event) || event.request === null) continue;
    const known = found.get(event.request);
    const next = known === undefined ? begun(event, lab) : withEvent(known, event);
    if (next !== undefined) found.set(event.request, next);
  }
  return [...found.values()];
}

/** `lab`: where the lab listens; what comes from outside is told without its address. */
function begun(event: LogEvent, lab: string | null): Exchange | undefined {
  if (event.type !== 'sent' && event.type !== 'arrived') return undefined;
  const { request, method, url, cookie, at } = event;
  const told = { request, method, path: url, answered: null, body: null, failure: null };
  const ofCookie: Headers = cookie === null ? [] : [['Cookie', cookie]];
  if (event.type === 'arrived')
    return {
      ...told,
      browser: null,
      origin: event.place === undefined || fromPlace(event.place).app === mainApp ? lab : null,
      asked: { at, headers: ofCookie, isWhole: false, body: null },
    };
  const { wire, headers = {}, body, browser } = event;
  const host = wire?.find(([name]) => name.toLowerCase() === 'host')?.[1];
  return {
    ...told,
    browser,
    origin: host === undefined ? null : `http://${host}`,
    asked: {
      at,
      headers: wire ? filled(wire, 'cookie', [cookie ?? '']) : [...Object.entries(headers), ...ofCookie],
      isWhole: wire !== undefined,
      body,
    },
  };
}

function withEvent(exchange: Exchange, event: LogEvent): Exchange {
  const { at } = event;
  switch (event.type) {
    case 'headers':
      // Of who asks from elsewhere nothing else is known.
      return exchange.answered ? exchange : { ...exchange, answered: { ...answeredBy(event), at } };
    case 'answered':
      return { ...exchange, answered: { ...answeredBy(event), at } };
    case 'received':
      return { ...exchange, body: { at, text: event.body, bytes: event.bytes } };
    case 'send-failed':
      return { ...exchange, failure: { at, why: event.message } };
    case 'aborted':
      return exchange.failure || exchange.body
        ? exchange
        : { ...exchange, failure: { at, why: 'The connection closed before the response was whole.' } };
    default:
      return exchange;
  }
}

type Answered = Omit<NonNullable<Exchange['answered']>, 'at'>;

function answeredBy(event: Extract<LogEvent, { type: 'headers' | 'answered' }>): Answered {
  const { status, setCookie } = event;
  const lines: Headers = setCookie.map((line) => ['Set-Cookie', line] as const);
  if (event.type === 'headers')
    return { status, reason: '', setCookie, location: null, headers: lines, isWhole: false };
  const { wire, headers = {}, location, reason = '' } = event;
  const told: Headers = [
    ...Object.entries(headers),
    ...(location === null ? [] : [['Location', location] as const]),
    ...lines,
  ];
  return {
    status,
    reason,
    setCookie,
    location,
    headers: wire ? filled(wire, 'set-cookie', setCookie) : told,
    isWhole: wire !== undefined,
  };
}

/** With the values, in their order, that the event tells in a field of its own. */
function filled(wire: WireHeaders, name: string, values: readonly string[]): Headers {
  let next = 0;
  return wire.map(([each, value]) => [each, each.toLowerCase() === name ? (values[next++] ?? '') : value]);
}

const secretName = /^(?:proxy-)?authorization$|token|secret|api-?key|password/i;

/** What is passed on: what a header's name calls a secret is left out of it. Cookies of the lab's browsers are none. */
export const passedOn = (headers: Headers): Headers =>
  headers.map(([name, value]) => [name, secretName.test(name) ? maskOf(name.toLowerCase()) : value]);

import { cookieContextOf } from '../../browsers/cause.ts';
import { isCors, readingOf } from '../../browsers/cors.ts';
import type { Message } from '../../browsers/message.ts';
import { redirected, redirectionOf } from '../../browsers/redirect.ts';
import type { ResponseHead, SendOptions } from '../../browsers/sender.ts';
import type { SendingFaults } from '../../browsers/sending-faults.ts';
import { mainApp } from '../../contract/endpoints.ts';
import type { EventBody } from '../../contract/events/events.ts';
import { labHost } from '../../contract/hosts.ts';
import type { RequestSpec } from '../../contract/requests.ts';
import { explain, type Verdict } from '../../contract/verdicts/verdict.ts';
import type { Browser, BrowserSet } from '../browsers/browser-set.ts';
import type { RequestEnd } from '../playground.ts';
import { preflightNow, takePreflight } from './preflight.ts';
import type { Reachable, Target } from './target.ts';

/** How one request ended at its browser, before its place in the log is known. */
export type ExchangeEnd =
  | { request: string; ok: true; status: number; body: string }
  | { request: string; ok: false; message: string };

/** Header names are in lower case. `url`: where it came from. */
export type WholeResponse = {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  url: URL;
};

export type ExchangeContext = {
  browser: Browser;
  browsers: Pick<BrowserSet, 'emitJar'>;
  /** The app that it goes to, and which one an address leads to. */
  to: Reachable;
  at: Target['at'];
  spec: RequestSpec;
  group: string | null;
  signal: AbortSignal;
  /** ms until the browser gives up. */
  timeout: number;
  /** ms on the lab's clock. */
  labNow(): number;
  emit(event: EventBody): void;
  /** Settles when the end is in the log. */
  placed(end: ExchangeEnd): Promise<RequestEnd>;
  redirectId(request: string): string;
  /** Told of each whole response, before its end. */
  onResponse?(response: WholeResponse): void;
  /** What goes wrong at the browsers now. */
  faults(): SendingFaults;
};

/** `isTainted`: redirects led over another origin than the page's. */
type Hop = {
  request: string;
  message: Message;
  to: Reachable;
  redirectOf: string | null;
  hops: number;
  isTainted: boolean;
};

/** A logged body is cut to that many characters. */
const loggedCharacters = 4096;

/**
 * Sends one request and, as its spec says, those that its redirects lead to. Settles when all are in, with what will
 * settle when all are logged.
 */
export const exchange = (
  context: ExchangeContext,
  request: string,
  message: Message,
): Promise<{ logged: Promise<RequestEnd[]> }> =>
  new Promise((resolve) => {
    const ends: Promise<RequestEnd>[] = [];
    let underWay = 0;
    const go = (hop: Hop) => {
      underWay++;
      sendHop(context, hop, go, (end) => {
        ends.push(context.placed(end));
        if (--underWay === 0) resolve({ logged: Promise.all(ends) });
      });
    };
    go({ request, message, to: context.to, redirectOf: null, hops: 0, isTainted: false });
  });

/** Where the browser asks first whether it may send the request, it asks, and sends it only if it may. */
function sendHop(
  context: ExchangeContext,
  hop: Hop,
  follow: (hop: Hop) => void,
  over: (end: ExchangeEnd) => void,
): void {
  const { browser, spec, emit, labNow } = context;
  const asked = { spec, message: hop.message, isTainted: hop.isTainted };
  const message = preflightNow(browser, asked, labNow());
  if (message === null) {
    sendAsked(context, hop, follow, over);
    return;
  }
  const request = `${hop.request}.preflight`;
  const { to } = hop;
  const sent = sentOf(
    context,
    { ...hop, request, message, redirectOf: null },
    { cookie: null, withheld: [] },
  );
  emit({ ...sent, mode: 'omit', preflightFor: hop.request });
  let status = 0;
  let refused: Verdict | null = null;
  to.sender.send(message, sendOptions(context, { ...hop, request }, null), {
    headers: (response) => {
      status = response.status;
      emit({ type: 'answered', request, ...response });
      refused = takePreflight(browser, asked, response, labNow());
      if (refused !== null) emit({ type: 'verdict', request, verdict: refused });
    },
    body: ({ text, bytes }) => {
      emit({ type: 'received', request, status, body: text.slice(0, loggedCharacters), bytes });
      if (refused === null) sendAsked(context, hop, follow, over);
      else over({ request, ok: false, message: explain(refused) });
    },
    failed: (reason) => {
      emit({ type: 'send-failed', request, message: reason });
      over({ request, ok: false, message: reason });
    },
  });
}

type Outgoing = Pick<SentEvent, 'cookie' | 'withheld'>;
type SentEvent = Extract<EventBody, { type: 'sent' }>;

/** What is told of a request that is sent. */
function sentOf(context: ExchangeContext, hop: Hop, { cookie, withheld }: Outgoing): SentEvent {
  const { browser, group, spec } = context;
  const { request, message, to, redirectOf } = hop;
  const mode = modeAt(hop, spec);
  return {
    type: 'sent',
    request,
    browser: browser.info.name,
    group,
    method: message.method,
    url: message.url.pathname + message.url.search,
    body: message.body,
    work: spec.work ?? 0,
    cookie,
    mode: typeof mode === 'object' ? 'edited' : mode,
    withheld,
    redirectOf,
    ...(spec.after > 0 && redirectOf === null ? { after: spec.after } : {}),
    ...(spec.proxy === undefined ? {} : { proxy: spec.proxy }),
    ...(to.app === mainApp ? {} : { app: to.app }),
    ...(spec.instance === undefined || redirectOf !== null ? {} : { instance: spec.instance }),
    ...(spec.headers === undefined || redirectOf !== null ? {} : { headers: spec.headers }),
    ...(message.url.hostname === labHost ? {} : { host: message.url.hostname }),
    ...(spec.from === undefined ? {} : { from: spec.from }),
    wire: to.sender.wire(message, cookie),
  };
}

/** A Cookie header edited by hand is for the one request; where that leads, the jar counts again. */
const modeAt = ({ redirectOf }: Hop, { cookies }: RequestSpec): RequestSpec['cookies'] =>
  redirectOf !== null && typeof cookies === 'object' ? 'jar' : cookies;

/** Which instance answers is asked for the one request; where that leads, the balancer chooses again. */
const sendOptions = (context: ExchangeContext, hop: Hop, cookie: string | null): SendOptions => ({
  request: hop.request,
  cookie,
  signal: context.signal,
  timeout: context.timeout,
  faults: context.faults(),
  instance: hop.redirectOf === null ? context.spec.instance : undefined,
});

function sendAsked(
  context: ExchangeContext,
  hop: Hop,
  follow: (hop: Hop) => void,
  over: (end: ExchangeEnd) => void,
): void {
  const { browser, browsers, spec, emit, labNow } = context;
  const { request, message, to, isTainted } = hop;
  const mode = modeAt(hop, spec);
  const cookieContext = () => ({
    ...cookieContextOf({ ...spec, cookies: mode }, message.url, labNow(), isTainted),
    method: message.method,
  });
  const { cookie, withheld } = browser.jar.outgoing(mode, cookieContext());
  emit(sentOf(context, hop, { cookie, withheld }));
  const expired = browser.jar.dropExpired(labNow());
  if (expired.length > 0) browsers.emitJar(browser, null, expired);

  let status = 0;
  let headers: ResponseHead['headers'] = {};
  let next: Hop | null = null;
  let isWithheld = false;
  const onHeaders = (response: ResponseHead) => {
    status = response.status;
    const { location } = response;
    headers = { ...response.headers, ...(location !== null && { location }) };
    emit({ type: 'answered', request, ...response });
    if (response.setCookie.length > 0) {
      const verdicts = response.setCookie.map((line) => browser.jar.receive(line, cookieContext()));
      browsers.emitJar(browser, request, verdicts);
    }
    const asked = { spec, message, isTainted };
    const reading = isCors(asked) ? readingOf(asked, response) : null;
    if (reading !== null) emit({ type: 'verdict', request, verdict: reading });
    isWithheld = reading?.rule === 'cors-withheld';
    if (spec.follow === 'never' || isWithheld) return;
    const { protocol } = message.url;
    const leadsTo = (url: URL) => (url.protocol === protocol ? context.at(url) : undefined);
    const redirection = redirectionOf(message, response, hop.hops, {
      leadsToLab: (url) => leadsTo(url) !== undefined,
      from: spec.from,
    });
    if (redirection.type === 'stop') emit({ type: 'verdict', request, verdict: redirection.verdict });
    if (redirection.type !== 'follow') return;
    const led = { before: message.url, next: redirection.message, isTainted: hop.isTainted };
    next = {
      request: context.redirectId(request),
      ...redirected(spec, led),
      to: leadsTo(redirection.message.url) ?? to,
      redirectOf: request,
      hops: hop.hops + 1,
    };
    if (spec.follow === 'headers') follow(next);
  };

  to.sender.send(message, sendOptions(context, hop, cookie), {
    headers: onHeaders,
    body: ({ text, bytes }) => {
      emit({ type: 'received', request, status, body: text.slice(0, loggedCharacters), bytes });
      if (!isWithheld) context.onResponse?.({ status, headers, body: text, url: message.url });
      if (next && spec.follow === 'end') follow(next);
      over({ request, ok: true, status, body: text });
    },
    failed: (reason) => {
      emit({ type: 'send-failed', request, message: reason });
      over({ request, ok: false, message: reason });
    },
  });
}

import { siteOf } from '../../browsers/decide-set-cookie.ts';
import type { Message } from '../../browsers/message.ts';
import { redirectionOf } from '../../browsers/redirect.ts';
import type { ResponseHead, Sender } from '../../browsers/sender.ts';
import type { SendingFaults } from '../../browsers/sending-faults.ts';
import { mainApp } from '../../contract/endpoints.ts';
import type { EventBody } from '../../contract/events/events.ts';
import type { RequestSpec } from '../../contract/requests.ts';
import type { Browser, BrowserSet } from '../browsers/browser-set.ts';
import type { RequestEnd } from '../playground.ts';

/** How one request ended at its browser, before its place in the log is known. */
export type ExchangeEnd =
  | { request: string; ok: true; status: number; body: string }
  | { request: string; ok: false; message: string };

export type ExchangeContext = {
  browser: Browser;
  browsers: Pick<BrowserSet, 'emitJar'>;
  sender: Sender;
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
  /** Told of each whole response, before its end. Header names are in lower case. */
  onResponse?(response: { status: number; headers: Readonly<Record<string, string>>; body: string }): void;
  /** What goes wrong at the browsers now. */
  faults(): SendingFaults;
};

type Hop = { request: string; message: Message; redirectOf: string | null; hops: number };

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
    go({ request, message, redirectOf: null, hops: 0 });
  });

function sendHop(
  context: ExchangeContext,
  hop: Hop,
  follow: (hop: Hop) => void,
  over: (end: ExchangeEnd) => void,
): void {
  const { browser, browsers, spec, emit, labNow } = context;
  const { request, message } = hop;
  // A Cookie header edited by hand is for the one request; where that leads, the jar counts again.
  const mode = hop.redirectOf !== null && typeof spec.cookies === 'object' ? 'jar' : spec.cookies;
  const cookieContext = () => ({
    url: message.url,
    site: siteOf(mode),
    method: message.method,
    now: labNow(),
  });
  const { cookie, withheld } = browser.jar.outgoing(mode, cookieContext());
  emit({
    type: 'sent',
    request,
    browser: browser.info.name,
    group: context.group,
    method: message.method,
    url: message.url.pathname + message.url.search,
    body: message.body,
    work: spec.work ?? 0,
    cookie,
    mode: typeof mode === 'object' ? 'edited' : mode,
    withheld,
    redirectOf: hop.redirectOf,
    ...(spec.after > 0 && hop.redirectOf === null ? { after: spec.after } : {}),
    ...(spec.proxy === undefined ? {} : { proxy: spec.proxy }),
    ...(spec.app === undefined || spec.app === mainApp ? {} : { app: spec.app }),
    ...(spec.instance === undefined || hop.redirectOf !== null ? {} : { instance: spec.instance }),
    ...(spec.headers === undefined || hop.redirectOf !== null ? {} : { headers: spec.headers }),
    wire: context.sender.wire(message, cookie),
  });
  const expired = browser.jar.dropExpired(labNow());
  if (expired.length > 0) browsers.emitJar(browser, null, expired);

  let status = 0;
  let headers: ResponseHead['headers'] = {};
  let next: Hop | null = null;
  const onHeaders = (response: ResponseHead) => {
    status = response.status;
    const { location } = response;
    headers = { ...response.headers, ...(location !== null && { location }) };
    emit({ type: 'answered', request, ...response });
    if (response.setCookie.length > 0) {
      const verdicts = response.setCookie.map((line) => browser.jar.receive(line, cookieContext()));
      browsers.emitJar(browser, request, verdicts);
    }
    if (spec.follow === 'never') return;
    const redirection = redirectionOf(message, response, hop.hops);
    if (redirection.type === 'stop') emit({ type: 'verdict', request, verdict: redirection.verdict });
    if (redirection.type !== 'follow') return;
    next = {
      request: context.redirectId(request),
      message: redirection.message,
      redirectOf: request,
      hops: hop.hops + 1,
    };
    if (spec.follow === 'headers') follow(next);
  };

  const { signal, timeout } = context;
  context.sender.send(
    message,
    // Which instance answers is asked for the one request; where that leads, they take turns again.
    {
      request,
      cookie,
      signal,
      timeout,
      faults: context.faults(),
      instance: hop.redirectOf === null ? spec.instance : undefined,
    },
    {
      headers: onHeaders,
      body: ({ text, bytes }) => {
        emit({ type: 'received', request, status, body: text.slice(0, loggedCharacters), bytes });
        context.onResponse?.({ status, headers, body: text });
        if (next && spec.follow === 'end') follow(next);
        over({ request, ok: true, status, body: text });
      },
      failed: (reason) => {
        emit({ type: 'send-failed', request, message: reason });
        over({ request, ok: false, message: reason });
      },
    },
  );
}

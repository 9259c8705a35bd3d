import { type Dispatcher, Pool } from 'undici';
import { instanceHeader, requestIdHeader } from '../lab/lab.ts';
import { sendFailure } from './failure.ts';
import type { Message } from './message.ts';

/** What becomes of a message on the wire. After `body` or `failed` nothing more comes. */
export type ResponseEvents = {
  headers(response: ResponseHead): void;
  /** The whole response is in. `text` holds at most `keptBytes`; `bytes` is its full size. */
  body(response: { text: string; bytes: number }): void;
  failed(message: string): void;
};

/** `headers`: the other ones, by name in lower case, without those that are about the connection. */
export type ResponseHead = {
  status: number;
  setCookie: string[];
  location: string | null;
  headers: Readonly<Record<string, string>>;
};

export type SendOptions = {
  request: string;
  cookie: string | null;
  signal: AbortSignal;
  timeout: number;
  /** Which instance of the app is to answer. */
  instance?: number | undefined;
};

/** Sends messages to one lab over connections that are kept; as many at once as there are requests. */
export type Sender = {
  send(message: Message, options: SendOptions, events: ResponseEvents): void;
  close(): Promise<void>;
};

/** More of a body than this is counted, not kept. */
export const keptBytes = 1024 * 1024;

export function createSender(origin: string): Sender {
  // No limit on connections, and one request on each: what is fired together leaves together.
  const pool = new Pool(origin, { connections: null, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  return {
    send: (message, options, events) => dispatch(pool, message, options, events),
    close: () => pool.destroy(),
  };
}

function dispatch(
  pool: Pool,
  message: Message,
  { request, cookie, signal, timeout, instance }: SendOptions,
  events: ResponseEvents,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let connection: Dispatcher.DispatchController | undefined;
  let reason: Error | undefined;
  let isOver = false;

  const giveUp = (error: Error) => {
    reason = error;
    // A connection that is still being made cannot be aborted by its controller, so the end is told from here.
    connection?.abort(error);
    fail(error);
  };
  const cancel = () => giveUp(new Error('Given up: the request was cancelled.'));
  const timer = setTimeout(() => giveUp(timedOut(timeout)), timeout);
  signal.addEventListener('abort', cancel, { once: true });
  const finish = (): boolean => {
    if (isOver) return false;
    isOver = true;
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    return true;
  };
  const fail = (error: Error) => {
    if (finish()) events.failed(reason?.message ?? sendFailure(error));
  };

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: (controller) => {
      connection = controller;
      if (reason) controller.abort(reason);
    },
    onResponseStart: (_, status, headers) => {
      if (status < 200 || isOver) return;
      const [location = null] = [headers['location'] ?? []].flat();
      const setCookie = [headers['set-cookie'] ?? []].flat();
      events.headers({ status, setCookie, location, headers: otherHeaders(headers) });
    },
    onResponseData: (_, chunk) => {
      if (bytes < keptBytes) chunks.push(chunk.subarray(0, keptBytes - bytes));
      bytes += chunk.byteLength;
    },
    onResponseEnd: () => {
      if (finish()) events.body({ text: Buffer.concat(chunks).toString(), bytes });
    },
    onResponseError: (_, error) => fail(error),
  };
  const { method, url, body } = message;
  const headers = {
    ...message.headers,
    [requestIdHeader]: request,
    ...(instance === undefined ? {} : { [instanceHeader]: String(instance) }),
    ...(cookie === null ? {} : { cookie }),
  };
  try {
    pool.dispatch({ method, path: url.pathname + url.search, headers, body }, handler);
  } catch (error) {
    fail(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Told apart, or about the connection and the moment only. */
const leftOut = new Set(['set-cookie', 'location', 'connection', 'keep-alive', 'transfer-encoding', 'date']);

const otherHeaders = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || leftOut.has(name) ? [] : [[name, [value].flat().join(', ')]],
    ),
  );

const timedOut = (timeout: number): Error =>
  new Error(
    `No complete response within ${timeout / 1000} s, so the browser gave up. Does the handler end its response on ` +
      'every path? If it only needs long, give it less work.',
  );

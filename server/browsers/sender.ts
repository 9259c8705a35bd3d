import type { ClientRequest, Agent as HttpAgent, IncomingMessage } from 'node:http';
import { instanceHeader, namedRequest, requestIdHeader } from '../contract/endpoints.ts';
import type { WireHeaders } from '../contract/events/events.ts';
import { sendFailure } from './failure.ts';
import type { Message } from './message.ts';
import type { SendingFaults } from './sending-faults.ts';

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
  reason: string;
  wire: WireHeaders;
};

export type SendOptions = {
  request: string;
  cookie: string | null;
  signal: AbortSignal;
  timeout: number;
  faults: SendingFaults;
  /** Which instance of the app is to answer. */
  instance?: number | undefined;
};

/**
 * Sends messages to one lab over connections that are kept; as many at once as there are requests. Whatever host a message
 * names, the connection goes to the lab's own address: no name is looked up.
 */
export type Sender = {
  send(message: Message, options: SendOptions, events: ResponseEvents): void;
  /** What a message's headers will be on the wire, as an event tells them. */
  wire(message: Message, cookie: string | null): WireHeaders;
  close(): Promise<void>;
};

/** More of a body than this is counted, not kept. */
export const keptBytes = 1024 * 1024;

/** Node's own, not imported: see `server/lab/listen.ts`. */
const { Agent, request: open } = process.getBuiltinModule('node:http');

/** Connections that are kept when nothing is on them, and for how long in ms: the lab keeps them longer. */
const mostKept = 1024;
const keptFor = 4000;

/** `key`: the lab's, by which it knows who sends. */
export function createSender(origin: string, key: string): Sender {
  const { hostname, port } = new URL(origin);
  // No limit on connections: what is fired together leaves together.
  const agent = new Agent({ keepAlive: true, maxFreeSockets: mostKept, timeout: keptFor });
  const line = { agent, hostname, port, key, underWay: new Set<() => void>() };
  let isClosed = false;
  return {
    send: (message, options, events) => {
      if (isClosed) events.failed('The lab was stopped before the request could be sent.');
      else dispatch(line, message, options, events);
    },
    wire: (message, cookie) => headersOf(message, cookie === null ? null : ''),
    close: async () => {
      isClosed = true;
      for (const stop of line.underWay) stop();
      agent.destroy();
    },
  };
}

/** The way to a lab. `underWay`: what stops each request that is on it. */
type Line = {
  agent: HttpAgent;
  hostname: string;
  port: string;
  key: string;
  underWay: Set<() => void>;
};

/** All of them, so that Node adds none of its own. Host is what the browser knows, wherever the connection leads. */
function headersOf({ url, method, headers, body }: Message, cookie: string | null): WireHeaders {
  const saysLength = body !== null || ['POST', 'PUT', 'PATCH'].includes(method);
  return [
    ['Host', url.host],
    ['Connection', 'keep-alive'],
    ...Object.entries(headers),
    // A body without it would be read as the next request.
    ...(saysLength ? [['Content-Length', String(Buffer.byteLength(body ?? ''))] as [string, string]] : []),
    ...(cookie === null ? [] : [['Cookie', cookie] as [string, string]]),
  ];
}

function dispatch(
  { agent, hostname, port, key, underWay }: Line,
  message: Message,
  { request, cookie, signal, timeout, instance, faults }: SendOptions,
  events: ResponseEvents,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let connection: ClientRequest | undefined;
  let isOver = false;
  let stopBody = () => {};

  const finish = (): boolean => {
    if (isOver) return false;
    isOver = true;
    clearTimeout(timer);
    clearTimeout(hasEnough);
    stopBody();
    signal.removeEventListener('abort', cancel);
    underWay.delete(stop);
    return true;
  };
  const fail = (error: Error) => {
    if (finish()) events.failed(sendFailure(error));
  };
  const giveUp = (reason: string) => {
    if (finish()) events.failed(reason);
    connection?.destroy();
  };
  const cancel = () => giveUp('Given up: the request was cancelled.');
  const stop = () => giveUp('The lab was stopped before the response was whole.');
  const timer = setTimeout(() => giveUp(timedOut(timeout)), timeout);
  const { giveUpAfter } = faults;
  const hasEnough =
    giveUpAfter === null ? undefined : setTimeout(() => giveUp(hadEnough(giveUpAfter)), giveUpAfter);
  signal.addEventListener('abort', cancel);
  underWay.add(stop);

  const { method, url, body } = message;
  const headers = [
    ...headersOf(message, cookie),
    [requestIdHeader, namedRequest(key, request)],
    ...(instance === undefined ? [] : [[instanceHeader, String(instance)]]),
  ].flat();
  const answered = (response: IncomingMessage) => {
    const { statusCode: status = 0, headers: all, headersDistinct } = response;
    response
      .on('data', (chunk: Buffer) => {
        if (bytes < keptBytes) chunks.push(chunk.subarray(0, keptBytes - bytes));
        bytes += chunk.byteLength;
      })
      .on('end', () => {
        if (finish()) events.body({ text: Buffer.concat(chunks).toString(), bytes });
      })
      .on('error', fail);
    if (isOver) return;
    const { location = null, 'set-cookie': setCookie = [] } = all;
    const { statusMessage: reason = '' } = response;
    const wire = wireOf(response.rawHeaders);
    events.headers({ status, setCookie, location, headers: otherHeaders(headersDistinct), reason, wire });
  };
  try {
    connection = open({ agent, hostname, port, method, path: url.pathname + url.search, headers }, answered);
    connection
      .on('upgrade', (_, socket) => {
        socket.destroy();
        giveUp('The response asks for another protocol than HTTP, which a browser had not asked for.');
      })
      .on('error', fail);
    stopBody = faults.sendBody(connection, body);
  } catch (error) {
    fail(error instanceof Error ? error : new Error(String(error)));
    connection?.destroy();
  }
}

/** Told apart, or about the connection and the moment only. */
const leftOut = new Set(['set-cookie', 'location', 'connection', 'keep-alive', 'transfer-encoding', 'date']);

const otherHeaders = (headers: IncomingMessage['headersDistinct']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, values = []]) =>
      leftOut.has(name) ? [] : [[name, values.join(', ')]],
    ),
  );

const wireOf = (raw: readonly string[]): WireHeaders =>
  raw.flatMap((name, place): WireHeaders => {
    if (place % 2 === 1) return [];
    return [[name, name.toLowerCase() === 'set-cookie' ? '' : (raw[place + 1] ?? '')]];
  });

const hadEnough = (ms: number): string =>
  `Given up after ${ms} ms, on purpose: the browser closed the connection before the response was whole.`;

const timedOut = (timeout: number): string =>
  `No complete response within ${timeout / 1000} s, so the browser gave up. Does the handler end its response on ` +
  'every path? If it only needs long, give it less work.';

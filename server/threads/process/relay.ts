import { Socket } from 'node:net';
import { isArrayBuffer } from 'node:util/types';
import { deserialize } from 'node:v8';
import type { Host, WatchLimits } from '../host.ts';
import { beatEvery } from '../pulse.ts';
import { createThreadHost } from '../thread-host.ts';
import { createFrameReader, frameOf } from './frames.ts';
import type { FromRelay, ToRelay } from './relay-protocol.ts';

/**
 * The main thread of a process in which foreign code runs: starts the thread that runs it, watches over it as over one of
 * the app's own, and passes on what both sides say, which it does not look into. It ends with whoever started it.
 */
type Wire = {
  write(chunk: Uint8Array): void;
  listen(take: (chunk: Uint8Array) => void): void;
};

/** What Electron gives a utility process in place of a pipe. */
type ParentPort = {
  on(event: 'message', listener: (message: { data: Uint8Array }) => void): void;
  postMessage(message: unknown): void;
};

const pipe = 3;
/** ms between two looks at whether the parent is still there: foreign code can close the pipe. */
const lookEvery = 500;
/** ms in which what the thread said before a signal came arrives here. */
const lastWords = 50;

function openWire(): Wire {
  const port: ParentPort | undefined = Reflect.get(process, 'parentPort');
  if (port !== undefined) {
    return {
      write: (chunk) => port.postMessage(chunk),
      listen: (take) => port.on('message', ({ data }) => take(data)),
    };
  }
  const socket = new Socket({ fd: pipe, readable: true, writable: true });
  socket.on('error', end).on('close', end);
  return { write: (chunk) => void socket.write(chunk), listen: (take) => void socket.on('data', take) };
}

/** At once, and whatever it has started with it: an exit would wait for a thread that is stuck. */
function end(): void {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.kill(process.pid, 'SIGKILL');
  }
}

const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) end();
}, lookEvery);

const wire = openWire();
let unsent: Uint8Array[] = [];

function send(message: FromRelay, bytes: Uint8Array = new Uint8Array()): void {
  const text = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.byteLength);
  if (unsent.length === 0) setImmediate(flush);
  unsent.push(...frameOf(length, text, bytes));
}

/** While a handler is under way its events come one by one: what came in one turn is one write. */
function flush(): void {
  wire.write(Buffer.concat(unsent));
  unsent = [];
}

function pass(message: unknown): void {
  const bytes = bytesIn(message);
  try {
    send({ type: 'message', message, hasBytes: bytes !== undefined }, bytes);
  } catch {
    send({ type: 'unreadable' });
  }
}

/** The buffer of a notice: JSON has no word for it, and writes an empty object. */
function bytesIn(message: unknown): Uint8Array | undefined {
  if (typeof message !== 'object' || message === null || !('told' in message)) return;
  const { told } = message;
  if (typeof told !== 'object' || told === null || !('buffer' in told)) return;
  return isArrayBuffer(told.buffer) ? new Uint8Array(told.buffer) : undefined;
}

function start({ url, heap, nursery }: Extract<ToRelay, { type: 'start' }>): Host {
  const host = createThreadHost({ url: new URL(url), heap, nursery });
  host.on('message', pass);
  host.on('messageerror', () => send({ type: 'unreadable' }));
  host.onPrinted((stream, text) => send({ type: 'printed', stream, text }));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () =>
      setTimeout(() => send({ type: 'end', end: { reason: 'killed', by: signal } }), lastWords),
    );
  }
  return host;
}

/** From here on its life is told as well. */
function watch(watched: Host, limits: WatchLimits): void {
  const tell = () => send({ type: 'life', bytes: process.memoryUsage.rss(), ...watched.life() });
  tell();
  setInterval(tell, beatEvery);
  watched.watch(limits, (how) => {
    tell();
    send({ type: 'end', end: how });
  });
}

let host: Host | null = null;

wire.listen(
  createFrameReader(Number.POSITIVE_INFINITY, (payload) => {
    const message: ToRelay = deserialize(payload);
    if (message.type === 'start') host = start(message);
    else if (message.type === 'post') host?.postMessage(message.message);
    else if (host !== null) watch(host, message.limits);
  }),
);

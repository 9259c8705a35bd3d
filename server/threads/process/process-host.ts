import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { serialize } from 'node:v8';
import { z } from 'zod';
import { createDeferred } from '../deferred.ts';
import type { Host, HostedWorker, Life, OutputStream, ThreadEnd, WatchLimits } from '../host.ts';
import { readThreadTime } from '../thread-time.ts';
import { createWatchdog, type Watchdog } from '../watchdog.ts';
import type { Child } from './child.ts';
import { createFrameReader, frameOf } from './frames.ts';
import type { FromRelay, ToRelay } from './relay-protocol.ts';

/** Bytes of a message at most. */
const mostBytes = 288 * 1024 * 1024;
/** ms that a process may take to end. */
const longestStop = 1000;
/** ms until it gives its first sign of life, also on a machine that is busy. */
const longestStart = 60_000;
/** ms beyond those of its thread for which the relay may be silent. */
const relayPatience = 1000;
/** MB of a process beside what its thread may use twice over: Node, and memory that is not handed back at once. */
const roomForNode = 256;

/** Characters at the end of what it printed, in which V8 may say why it gave up. */
const longestLast = 4096;
const heapFull = /heap out of memory|Allocation failed/;
const lengthBytes = 4;

const count = z.number();
const text = z.string();
const endSchema: z.ZodType<ThreadEnd> = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('unresponsive'), ms: count }),
  z.object({ reason: z.literal('crashed'), message: text, request: text.nullable() }),
  z.object({ reason: z.literal('exited'), code: count }),
  z.object({ reason: z.literal('out-of-memory'), limit: count }),
  z.object({ reason: z.literal('killed'), by: text }),
]);
const schema: z.ZodType<FromRelay> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), message: z.unknown(), hasBytes: z.boolean() }),
  z.object({ type: z.literal('unreadable') }),
  z.object({
    type: z.literal('life'),
    bytes: count,
    beats: count,
    silent: count,
    mark: z.array(z.int()).max(2),
  }),
  z.object({ type: z.literal('printed'), stream: z.enum(['stdout', 'stderr']), text }),
  z.object({ type: z.literal('end'), end: endSchema }),
]);

/**
 * A thread in a process of its own. Nothing that comes from there is trusted: foreign code has that process to itself. Its
 * relay watches over the thread; here the relay, its memory and its end are watched.
 */
export function createProcessHost({ url, heap, nursery }: HostedWorker, child: Child): Host {
  const gone = createDeferred<void>();
  const listeners = { message: new Set<Listener>(), messageerror: new Set<Listener>() };
  const printed = new Set<(stream: OutputStream, text: string) => void>();
  let ended: ((limit: number) => ThreadEnd) | null = null;
  let watching: { memory: number; onEnd: (end: ThreadEnd) => void } | null = null;
  let watchdog: Watchdog | null = null;
  let life: Life = { beats: 0, silent: 0, mark: [] };
  let lives = 0;
  let bytes = 0;
  let lastPrinted = '';

  const send = (message: ToRelay) => {
    for (const part of frameOf(serialize(message))) child.write(part);
  };
  const end = (how: (limit: number) => ThreadEnd) => {
    ended ??= how;
    watchdog?.stop();
    watching?.onEnd(ended(watching.memory));
    watching = null;
  };
  const emit = (event: keyof typeof listeners, message: unknown) => {
    for (const listener of listeners[event]) listener(message);
  };
  const print = (stream: OutputStream, text: string) => {
    for (const listener of printed) listener(stream, text);
  };

  const take = (told: FromRelay, attached: Buffer) => {
    switch (told.type) {
      case 'message':
        return emit('message', told.hasBytes ? withBytes(told.message, attached) : told.message);
      case 'unreadable':
        return emit('messageerror', null);
      case 'life':
        life = told;
        lives += 1;
        bytes = told.bytes;
        return;
      case 'printed':
        return print(told.stream, told.text);
      case 'end':
        return end(() => told.end);
    }
  };
  const read = createFrameReader(mostBytes, (payload) => {
    const length = payload.readUInt32LE();
    const text = payload.toString('utf8', lengthBytes, lengthBytes + length);
    take(schema.parse(JSON.parse(text)), payload.subarray(lengthBytes + length));
  });
  child.onChunk((chunk) => {
    if (ended !== null) return;
    try {
      read(chunk);
    } catch {
      end(() => ({ reason: 'garbled', what: 'what its relay would never send' }));
    }
  });
  child.onPrinted((stream, text) => {
    lastPrinted = (lastPrinted + text).slice(-longestLast);
    print(stream, text);
  });
  child.onEnd((by) => {
    end((limit) => {
      if (by === null) return { reason: 'cut-off' };
      return heapFull.test(lastPrinted) ? { reason: 'out-of-memory', limit } : { reason: 'killed', by };
    });
    gone.resolve();
  });
  send({ type: 'start', url: url.href, heap, nursery });

  const watch = ({ unresponsiveAfter, memory }: WatchLimits, onEnd: (end: ThreadEnd) => void) => {
    watching = { memory, onEnd };
    if (ended !== null) return end(ended);
    send({ type: 'watch', limits: { unresponsiveAfter, memory } });
    const pid = () => child.pid() ?? 0;
    const bytesNow = () => residentBytes(pid()) ?? bytes;
    const late = setTimeout(() => {
      if (lives === 0) end(() => ({ reason: 'no-answer', ms: longestStart }));
    }, longestStart).unref();
    const dog = createWatchdog({
      unresponsiveAfter: unresponsiveAfter + relayPatience,
      memory: 2 * memory + roomForNode,
      signs: () => ({ beats: lives, bytes: bytesNow() }),
      time: () => readThreadTime(pid(), pid()),
      processBytes: bytesNow,
      onUnresponsive: (ms) => end(() => ({ reason: 'unresponsive', ms })),
      onOutOfMemory: () => end((limit) => ({ reason: 'out-of-memory', limit })),
    });
    watchdog = {
      silentFor: dog.silentFor,
      stop: () => {
        clearTimeout(late);
        dog.stop();
      },
    };
  };

  return {
    postMessage: (message) => send({ type: 'post', message }),
    on: (event, listener) => listeners[event].add(listener),
    watch,
    life: () => ({ ...life, silent: Math.max(life.silent, watchdog?.silentFor() ?? 0) }),
    onPrinted: (listener) => void printed.add(listener),
    gone: gone.promise,
    ref: child.ref,
    unref: child.unref,
    terminate: async () => {
      watching = null;
      watchdog?.stop();
      child.kill();
      await Promise.race([gone.promise, wait(longestStop, undefined, { ref: false })]);
    },
  };
}

type Listener = (message: unknown) => void;

/** What was attached stands where the thread's message had it. */
function withBytes(message: unknown, attached: Buffer): unknown {
  const { told, ...rest }: Partial<Record<string, unknown>> = { ...Object(message) };
  return { ...rest, told: { ...Object(told), buffer: new Uint8Array(attached).buffer } };
}

/** What a process has in memory, where the system tells; it need not be asked for that itself. */
function residentBytes(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const kilobytes = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

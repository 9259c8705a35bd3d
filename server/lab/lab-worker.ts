import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { LabEvent } from '../contract/events/events.ts';
import { createDeferred } from '../threads/deferred.ts';
import { createWatchdog } from '../threads/watchdog.ts';
import { type Cause, endingInWords } from './ending.ts';
import type { LabEnd } from './lab.ts';
import { createUnderWay } from './under-way.ts';
import { createWorkerCalls, type WorkerCalls } from './worker-calls.ts';
import type { FromWorker, ToWorker, WorkerStart } from './worker-protocol.ts';

export type WorkerSettings = {
  worker: Worker;
  start: WorkerStart;
  /** ms without control after which the worker is ended. */
  unresponsiveAfter: number;
  /** MB */
  memory: number;
  /** µs since the log's start. */
  now: () => number;
};

/** A lab's worker from outside: what it is asked, what it tells, and how it ends. */
export type LabWorker = {
  readonly ready: Promise<Extract<FromWorker, { type: 'ready' }>>;
  /** Settles when the worker has ended by itself, or was ended for what it did. */
  readonly ended: Promise<LabEnd>;
  readonly ask: WorkerCalls['ask'];
  /** Takes the events that have come so far. */
  takeEvents(): LabEvent[];
  /** ms since it was last seen alive. */
  silentFor(): number;
  close(): Promise<void>;
};

/** ms that a thread may take to stop; one that is inside a system call cannot be stopped before that returns. */
const longestStop = 1000;

/** Begins a lab in a thread that has not begun one yet. */
export function startLabWorker(settings: WorkerSettings): LabWorker {
  const { worker, memory, now } = settings;
  const post = (message: ToWorker) => worker.postMessage(message);
  const underWay = createUnderWay();
  const calls = createWorkerCalls(post);
  const ready = createDeferred<Extract<FromWorker, { type: 'ready' }>>();
  const ended = createDeferred<LabEnd>();
  let events: LabEvent[] = [];
  let entered: string | null = null;
  let isOver = false;

  const take = (told: readonly LabEvent[]) => {
    underWay.note(told);
    for (const event of told) events.push(event);
  };

  const stop = async (message: string) => {
    isOver = true;
    watchdog.stop();
    await Promise.race([worker.terminate(), wait(longestStop, undefined, { ref: false })]);
    calls.end(message);
    ready.reject(new Error(message));
  };

  const end = async (cause: Cause) => {
    if (isOver) return;
    const message = endingInWords(cause, underWay, entered);
    const requests = underWay.all().map(({ id }) => id);
    await stop(message);
    // Who waits for events gets the last ones before it hears of the end.
    await nextTurn();
    ended.resolve({ reason: cause.reason, message, requests });
  };

  const watchdog = createWatchdog({
    pulse: settings.start.pulse,
    unresponsiveAfter: settings.unresponsiveAfter,
    memory,
    onUnresponsive: (ms) => void end({ reason: 'unresponsive', ms }),
    onOutOfMemory: () => void end({ reason: 'out-of-memory', limit: memory }),
  });

  worker.on('message', (message: FromWorker) => {
    switch (message.type) {
      case 'ready':
        return ready.resolve(message);
      case 'not-started':
        return void stop(message.message);
      case 'answer':
        return calls.answered(message.call, message.answer);
      case 'failed':
        return calls.failed(message.call, message.message);
      case 'events':
        return take(message.events);
      case 'entered':
        entered = message.request;
        return;
      case 'crashed':
        return void end({ reason: 'crashed', message: message.message, request: message.request });
    }
  });
  worker.on('error', (error: Error & { code?: string }) => {
    const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const crashed = { reason: 'crashed', message: String(error?.message), request: null } as const;
    void end(isFull ? { reason: 'out-of-memory', limit: memory } : crashed);
  });
  worker.on('exit', (code) => void end({ reason: 'exited', code }));
  for (const stream of ['stdout', 'stderr'] as const) {
    worker[stream].on('data', (chunk) => take([{ type: 'printed', stream, text: String(chunk), at: now() }]));
  }

  post({ start: settings.start });
  return {
    ready: ready.promise,
    ended: ended.promise,
    ask: calls.ask,
    takeEvents: () => {
      const taken = events;
      events = [];
      return taken;
    },
    silentFor: () => watchdog.silentFor(),
    close: async () => {
      if (!isOver) await stop('The lab is closed.');
    },
  };
}

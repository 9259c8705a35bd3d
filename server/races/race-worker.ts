import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { RaceProgress } from '../contract/races/races.ts';
import { createDeferred, type Deferred } from '../threads/deferred.ts';
import { createPulse } from '../threads/pulse.ts';
import { createWatchdog } from '../threads/watchdog.ts';
import { type CurrentRequest, createCurrentRequest } from './current-request.ts';
import type { FromRaceWorker, RaceAnswers, RaceCommand, RaceWorkerStart, ToRaceWorker } from './protocol.ts';

/** A race worker from outside. */
export type RaceWorker = {
  readonly currentRequest: CurrentRequest;
  /** Rejects with RaceWorkerEnded when the worker ends before it has answered. */
  ask<Type extends RaceCommand['type']>(
    command: Extract<RaceCommand, { type: Type }>,
    settings: {
      signal?: AbortSignal | undefined;
      onProgress?: ((progress: RaceProgress) => void) | undefined;
    },
  ): Promise<RaceAnswers[Type]>;
  /** Settles when it has nothing to do: one that was cancelled may take a moment, or have to be ended. */
  idle(): Promise<void>;
  /** Whether it can still be asked. */
  isAlive(): boolean;
  stop(what: string): Promise<void>;
};

/** Why there is no answer: `what` follows the request that the worker was about. */
export class RaceWorkerEnded extends Error {
  readonly what: string;

  constructor(what: string) {
    super(`The race's worker ended: it ${what}.`);
    this.what = what;
  }
}

export type RaceWorkerLimits = {
  /** ms without control */
  unresponsiveAfter: number;
  /** MB */
  memory: number;
  /** ms that a worker has to obey a cancel, until it is ended. */
  obeyWithin: number;
};

type Waiting = { answer: Deferred<never>; onProgress: ((progress: RaceProgress) => void) | undefined };

/** ms that a thread may take to stop */
const longestStop = 1000;
/** Where V8 itself finds the heap full it may end the whole process, so its limit is far above the watchdog's. */
const heapLimitFactor = 4;

export function startRaceWorker(url: URL, limits: RaceWorkerLimits): RaceWorker {
  const { unresponsiveAfter, memory, obeyWithin } = limits;
  const start: RaceWorkerStart = { pulse: createPulse(), currentRequest: createCurrentRequest() };
  const worker = new Worker(url, {
    workerData: start,
    resourceLimits: { maxOldGenerationSizeMb: heapLimitFactor * memory },
    stdout: true,
    stderr: true,
  });
  // What a handler prints belongs to nobody here; unread it would be kept.
  worker.stdout.resume();
  worker.stderr.resume();
  const waiting = new Map<number, Waiting>();
  const idle: Array<() => void> = [];
  let calls = 0;
  let isOver = false;

  const stop = async (what: string): Promise<void> => {
    if (isOver) return;
    isOver = true;
    watchdog.stop();
    await Promise.race([worker.terminate(), wait(longestStop, undefined, { ref: false })]);
    for (const { answer } of waiting.values()) answer.reject(new RaceWorkerEnded(what));
    waiting.clear();
    tellIdle();
  };

  const tellIdle = () => {
    if (waiting.size === 0) for (const tell of idle.splice(0)) tell();
  };

  const watchdog = createWatchdog({
    pulse: start.pulse,
    unresponsiveAfter,
    memory,
    onUnresponsive: (ms) => void stop(`did not give control back for ${(ms / 1000).toFixed(1)} s`),
    onOutOfMemory: () => void stop(`used up the memory of ${memory} MB that a race may have`),
  });
  worker.on('message', (message: FromRaceWorker) => {
    if (message.type === 'crashed') return void stop(`threw where nothing catches it (${message.message})`);
    const call = waiting.get(message.call);
    if (message.type === 'progress') return call?.onProgress?.(message.progress);
    waiting.delete(message.call);
    tellIdle();
    if (message.type === 'answer') call?.answer.resolve(message.answer as never);
    else call?.answer.reject(new Error(message.message));
  });
  worker.on(
    'error',
    (error: Error) => void stop(`threw where nothing catches it (${String(error?.message)})`),
  );
  worker.on('exit', (code) => void stop(`called process.exit(${code})`));

  const send = (message: ToRaceWorker) => worker.postMessage(message);
  return {
    currentRequest: start.currentRequest,
    idle: () => (waiting.size === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
    isAlive: () => !isOver,
    stop,
    ask: async (command, { signal, onProgress }) => {
      const call = ++calls;
      const answer = createDeferred<never>();
      waiting.set(call, { answer, onProgress });
      const cancel = () => {
        send({ call, command: 'cancel' });
        setTimeout(() => waiting.has(call) && void stop('was cancelled'), obeyWithin).unref();
        answer.reject(signal?.reason instanceof Error ? signal.reason : new Error('The race was cancelled.'));
      };
      signal?.addEventListener('abort', cancel, { once: true });
      send({ call, command });
      try {
        return await answer.promise;
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
  };
}

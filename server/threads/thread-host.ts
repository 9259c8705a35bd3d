import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createDeferred } from './deferred.ts';
import type { Host, HostedData, HostedWorker, ThreadEnd } from './host.ts';
import { createPulse, readPulse } from './pulse.ts';
import { readThreadTime } from './thread-time.ts';
import { createWatchdog, type Watchdog } from './watchdog.ts';

/** ms that a thread may take to stop; one that is inside a system call cannot be stopped before that returns. */
const longestStop = 1000;

/** A worker thread of this process. */
export function createThreadHost({ url, heap, nursery }: HostedWorker): Host {
  const pulse = createPulse();
  const workerData: HostedData = { pulse };
  const worker = new Worker(url, {
    workerData,
    resourceLimits: {
      maxOldGenerationSizeMb: heap,
      ...(nursery !== undefined && { maxYoungGenerationSizeMb: nursery }),
    },
    stdout: true,
    stderr: true,
  });
  const gone = createDeferred<void>();
  let ended: ((limit: number) => ThreadEnd) | null = null;
  let watching: { memory: number; onEnd: (end: ThreadEnd) => void } | null = null;
  let watchdog: Watchdog | null = null;

  const end = (how: (limit: number) => ThreadEnd) => {
    ended ??= how;
    gone.resolve();
    watchdog?.stop();
    watching?.onEnd(ended(watching.memory));
    watching = null;
  };
  worker.on('error', (error: Error & { code?: string }) => {
    const isFull = error?.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const message = String(error?.message);
    end((limit) =>
      isFull ? { reason: 'out-of-memory', limit } : { reason: 'crashed', message, request: null },
    );
  });
  worker.on('exit', (code) => end(() => ({ reason: 'exited', code })));

  return {
    postMessage: (message) => worker.postMessage(message),
    on: (event, listener) => worker.on(event, listener),
    watch: (limits, onEnd) => {
      const { memory } = limits;
      watching = { memory, onEnd };
      if (ended !== null) return end(ended);
      watchdog = createWatchdog({
        ...limits,
        signs: () => readPulse(pulse),
        time: () => readThreadTime(readPulse(pulse).thread),
        processBytes: () => process.memoryUsage.rss(),
        onUnresponsive: (ms) => end(() => ({ reason: 'unresponsive', ms })),
        onOutOfMemory: () => end((limit) => ({ reason: 'out-of-memory', limit })),
      });
    },
    life: () => {
      const { beats, mark } = readPulse(pulse);
      return { beats, mark, silent: watchdog?.silentFor() ?? 0 };
    },
    onPrinted: (listener) => {
      for (const stream of ['stdout', 'stderr'] as const) {
        worker[stream].on('data', (chunk) => listener(stream, String(chunk)));
      }
    },
    gone: gone.promise,
    ref: () => worker.ref(),
    unref: () => worker.unref(),
    terminate: async () => {
      watching = null;
      watchdog?.stop();
      await Promise.race([worker.terminate(), wait(longestStop, undefined, { ref: false })]);
    },
  };
}

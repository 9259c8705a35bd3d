import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { heapLimit } from './thread.ts';
import { workerUrl } from './worker-url.ts';

/** Makes the thread for a lab that may use so many MB. It does nothing before it gets its `WorkerStart`. */
export type SpawnWorker = (memory: number) => Worker;

/** One thread that is loaded before anybody wants a lab, so that the next lab is there at once. */
export type SpareWorkers = {
  /** The loaded one, where there is one and it may use so much memory; else one made now. */
  readonly take: SpawnWorker;
  close(): Promise<void>;
};

/** MB that a lab may use, in its heap or in buffers, where nothing else is said. */
export const defaultMemory = 512;

/** MB. Events live until the next drain: in a smaller nursery each collection would copy them. */
const roomForEvents = 64;

/** ms after one was taken. Until then its lab starts, and what asked for the lab has other work to do. */
const restBeforeNext = 1500;

export const workerSpawner =
  (url: URL): SpawnWorker =>
  (memory) =>
    new Worker(url, {
      resourceLimits: {
        maxOldGenerationSizeMb: heapLimit(memory),
        maxYoungGenerationSizeMb: roomForEvents,
      },
      stdout: true,
      stderr: true,
    });

/** Runs the lab's worker. */
export const spawnLabWorker = workerSpawner(workerUrl(import.meta.url));

/** Begins with loading one. It keeps no process alive, and one that fails is forgotten. */
export function createSpareWorkers(spawn: SpawnWorker = spawnLabWorker): SpareWorkers {
  const closed = new AbortController();
  let spare: Worker | null = null;

  const prepare = () => {
    const loading = spawn(defaultMemory);
    const forget = () => {
      if (spare === loading) spare = null;
    };
    loading.unref();
    loading.once('error', forget).once('exit', forget);
    spare = loading;
  };
  const prepareLater = async () => {
    await wait(restBeforeNext, undefined, { ref: false, signal: closed.signal }).catch(() => {});
    if (spare === null && !closed.signal.aborted) prepare();
  };

  prepare();
  return {
    take: (memory) => {
      void prepareLater();
      if (spare === null || memory !== defaultMemory) return spawn(memory);
      const taken = spare;
      spare = null;
      taken.ref();
      return taken;
    },
    close: async () => {
      closed.abort();
      await spare?.terminate();
    },
  };
}

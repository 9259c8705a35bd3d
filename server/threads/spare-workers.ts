import { setTimeout as wait } from 'node:timers/promises';
import type { Host, SpawnHost } from './host.ts';
import { createThreadHost } from './thread-host.ts';
import { workerUrl } from './worker-url.ts';

/** One worker that is loaded before anybody wants a lab, so that the next lab is there at once. */
export type SpareWorkers = {
  /** The loaded one, where there is one and it may use so much memory; else one made now. */
  readonly take: SpawnHost;
  close(): Promise<void>;
};

/** MB that a lab may use, in its heap or in buffers, where nothing else is said. */
export const defaultMemory = 512;

/** MB. Events live until the next drain: in a smaller nursery each collection would copy them. */
const roomForEvents = 64;

/** ms after one was taken. Until then its lab starts, and what asked for the lab has other work to do. */
const restBeforeNext = 1500;

/** Where V8 itself finds the heap full it may end the whole process, so its limit is far above the watchdog's. */
export const heapLimit = (memory: number): number => 4 * memory;

export const workerSpawner =
  (url: URL): SpawnHost =>
  (memory) =>
    createThreadHost({ url, heap: heapLimit(memory), nursery: roomForEvents });

/** Runs the lab's worker. */
export const spawnLabWorker = workerSpawner(workerUrl(import.meta.url));

/** Begins with loading one. It keeps no process alive, and one that fails is forgotten. */
export function createSpareWorkers(spawn: SpawnHost = spawnLabWorker): SpareWorkers {
  const closed = new AbortController();
  let spare: Host | null = null;

  const prepare = () => {
    const loading = spawn(defaultMemory);
    loading.unref();
    void loading.gone.then(() => {
      if (spare === loading) spare = null;
    });
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

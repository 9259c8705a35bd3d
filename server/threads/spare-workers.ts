import { setTimeout as wait } from 'node:timers/promises';
import type { Host, SpawnHost } from './host.ts';
import { defaultMemory, spawnLabWorker } from './spawn.ts';

/** One worker that is loaded before anybody wants a lab, so that the next lab is there at once. */
export type SpareWorkers = {
  /** The loaded one, where there is one and it may use so much memory; else one made now. */
  readonly take: SpawnHost;
  close(): Promise<void>;
};

/** ms after one was taken. Until then its lab starts, and what asked for the lab has other work to do. */
const restBeforeNext = 1500;

/**
 * Begins with loading one, unless it is to wait until the first was taken. It keeps no process alive, and one that fails
 * is forgotten.
 */
export function createSpareWorkers(spawn: SpawnHost = spawnLabWorker, { waits = false } = {}): SpareWorkers {
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

  if (!waits) prepare();
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

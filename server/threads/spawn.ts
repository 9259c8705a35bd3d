import type { HostedWorker, SpawnHost } from './host.ts';
import { createThreadHost } from './thread-host.ts';
import { workerUrl } from './worker-url.ts';

/** MB that a lab may use, in its heap or in buffers, where nothing else is said. */
export const defaultMemory = 512;

/** MB. Events live until the next drain: in a smaller nursery each collection would copy them. */
const roomForEvents = 64;

/** Where V8 itself finds the heap full it may end the whole process, so its limit is far above the watchdog's. */
export const heapLimit = (memory: number): number => 4 * memory;

export const labIn = (url: URL, memory: number): HostedWorker => ({
  url,
  heap: heapLimit(memory),
  nursery: roomForEvents,
});

export const labUrl = workerUrl(import.meta.url);

export const workerSpawner =
  (url: URL): SpawnHost =>
  (memory) =>
    createThreadHost(labIn(url, memory));

/** Runs the lab's worker in a thread of this process. */
export const spawnLabWorker = workerSpawner(labUrl);

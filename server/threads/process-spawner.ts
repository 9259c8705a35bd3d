import type { HostedWorker, SpawnHost } from './host.ts';
import { childEnvironment, type SpawnChild, spawnNode } from './process/child.ts';
import { createProcessHost } from './process/process-host.ts';
import { labIn, labUrl } from './spawn.ts';
import { workerUrl } from './worker-url.ts';

/** Makes hosts in processes of their own. */
export type SpawnProcess = (worker: HostedWorker) => ReturnType<SpawnHost>;

const relayUrl = workerUrl(import.meta.url, 'relay');

export const processSpawner =
  (spawnChild: SpawnChild = spawnNode, relay: URL = relayUrl): SpawnProcess =>
  (worker) =>
    createProcessHost(worker, spawnChild(relay, childEnvironment()));

/** Runs the lab's worker in a process of its own, by default one of plain Node. */
export const labProcessSpawner =
  (spawnProcess: SpawnProcess = processSpawner()): SpawnHost =>
  (memory) =>
    spawnProcess(labIn(labUrl, memory));

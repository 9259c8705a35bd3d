import { randomUUID } from 'node:crypto';
import type { HostedWorker, SpawnHost } from './host.ts';
import { childEnvironment, type SpawnChild, spawnNode, spawnUnrestricted } from './process/child.ts';
import { endMarked, markName } from './process/left-behind.ts';
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

/**
 * Makes hosts for an app that its user runs: with all that it would find if they ran it themselves. What it starts ends with
 * it.
 */
export const ownAppSpawner = (): SpawnProcess => (worker) => {
  const mark = randomUUID();
  const child = spawnUnrestricted(relayUrl, { ...wholeEnvironment(), [markName]: mark });
  return createProcessHost(worker, {
    ...child,
    kill: () => {
      child.kill();
      endMarked(mark);
    },
    onEnd: (listener) =>
      child.onEnd((by) => {
        endMarked(mark);
        listener(by);
      }),
  });
};

const wholeEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** Runs the lab's worker in a process of its own, by default one of plain Node. */
export const labProcessSpawner =
  (spawnProcess: SpawnProcess = processSpawner()): SpawnHost =>
  (memory) =>
    spawnProcess(labIn(labUrl, memory));

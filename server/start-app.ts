import type { ControlPlaneSettings } from './api/control-plane.ts';
import type { Versions } from './contract/options/lab-config.ts';
import type { SpawnChild } from './threads/process/child.ts';
import { createSpareWorkers, type SpareWorkers } from './threads/spare-workers.ts';

export type App = {
  /** The page's address with the token in its fragment. */
  readonly url: string;
  /** The lab's address now; a fresh lab may have another. */
  readonly labUrl: string;
  /** What really runs in the lab. */
  readonly versions: Versions;
  close(): Promise<void>;
};

export type AppSettings = Omit<ControlPlaneSettings, 'playground' | 'races' | 'spawnForeign'> & {
  /** Starts the processes that foreign code runs in; by default as plain Node does. */
  spawnChild?: SpawnChild | undefined;
};

/**
 * Starts the whole app: a lab, the browsers alice and bob, one request, so that there is something to look at, and the
 * page over them. Rejects when the port cannot be had (EADDRINUSE, EACCES).
 */
export async function startApp(settings: AppSettings): Promise<App> {
  const spares = createSpareWorkers();
  try {
    return await start(settings, spares);
  } catch (error) {
    await spares.close();
    throw error;
  }
}

async function start({ spawnChild, ...settings }: AppSettings, spares: SpareWorkers): Promise<App> {
  const parts = await import('./start-app-parts.ts');
  const spawnProcess = parts.processSpawner(spawnChild);
  const spawnForeign = parts.labProcessSpawner(spawnProcess);
  // A process takes more memory than a thread, so that none waits for those who never type a handler.
  const spareProcesses = createSpareWorkers(spawnForeign, { waits: true });
  const races = parts.createRaces({ spawnProcess });
  const playground = await parts.createPlayground({
    config: parts.defaultLabConfig(),
    browsers: ['alice', 'bob'],
    createLab: (lab) => parts.createLab({ ...lab, spawn: spares.take, spawnForeign: spareProcesses.take }),
  });
  try {
    const plane = await parts.createControlPlane({ ...settings, playground, races, spawnForeign });
    playground.send(parts.requestSpecSchema.parse({ browser: 'alice', path: '/views' }));
    return {
      url: plane.url,
      get labUrl() {
        return parts.originOf(playground.state().endpoints);
      },
      get versions() {
        return playground.state().versions;
      },
      close: async () => {
        await plane.close();
        await Promise.all([playground.close(), races.close(), spares.close(), spareProcesses.close()]);
      },
    };
  } catch (error) {
    await playground.close();
    throw error;
  }
}

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

export type AppSettings = Omit<
  ControlPlaneSettings,
  'playground' | 'races' | 'spawnForeign' | 'workspace'
> & {
  /** Starts the processes that foreign code runs in; by default as plain Node does. */
  spawnChild?: SpawnChild | undefined;
  /** The file in which the lab is kept from one start to the next; without it, it begins anew each time. */
  workspace?: string | undefined;
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

async function start(given: AppSettings, spares: SpareWorkers): Promise<App> {
  const { spawnChild, workspace: file, ...settings } = given;
  const parts = await import('./start-app-parts.ts');
  const { consent = parts.createConsent() } = settings;
  const workspace =
    file === undefined
      ? null
      : await (await import('./scenarios/workspace/workspace.ts')).openWorkspace(file);
  const spawnProcess = parts.processSpawner(spawnChild);
  const spawnForeign = parts.labProcessSpawner(spawnProcess);
  // A process takes more memory than a thread, so that none waits for those who never type a handler.
  const spareProcesses = createSpareWorkers(spawnForeign, { waits: true });
  const races = parts.createRaces({ spawnProcess });
  const playground = await parts.createPlayground({
    config: parts.defaultLabConfig(),
    browsers: ['alice', 'bob'],
    kept: workspace?.kept ?? undefined,
    createLab: parts.onlyAllowed(
      (lab) => parts.createLab({ ...lab, spawn: spares.take, spawnForeign: spareProcesses.take }),
      consent,
    ),
  });
  try {
    const plane = await parts.createControlPlane({
      ...settings,
      consent,
      playground,
      races,
      spawnForeign,
      ...(workspace && { workspace }),
    });
    // Something to look at, where nothing is there from an earlier start.
    if (!workspace?.kept)
      playground.send(parts.requestSpecSchema.parse({ browser: 'alice', path: '/views' }));
    workspace?.follow(playground);
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
        await workspace?.close();
        await Promise.all([playground.close(), races.close(), spares.close(), spareProcesses.close()]);
      },
    };
  } catch (error) {
    await playground.close();
    throw error;
  }
}

import type { ControlPlaneSettings } from './api/control-plane.ts';
import { defaultLabConfig, type Versions } from './contract/lab-config.ts';
import { requestSpecSchema } from './contract/requests.ts';
import { createPlayground } from './playground/create-playground.ts';
import { createRaces } from './races/host.ts';

export type App = {
  /** The page's address with the token in its fragment. */
  readonly url: string;
  /** The lab's address now; a fresh lab may have another. */
  readonly labUrl: string;
  /** What really runs in the lab. */
  readonly versions: Versions;
  close(): Promise<void>;
};

export type AppSettings = Omit<ControlPlaneSettings, 'playground' | 'races'>;

/**
 * Starts the whole app: a lab, the browsers alice and bob, one request, so that there is something to look at, and the
 * page over them. Rejects when the port cannot be had (EADDRINUSE, EACCES).
 */
export async function startApp(settings: AppSettings): Promise<App> {
  // What serves the page loads while the lab's worker starts.
  const loading = import('./api/control-plane.ts');
  const races = createRaces();
  const playground = await createPlayground({ config: defaultLabConfig(), browsers: ['alice', 'bob'] });
  try {
    const { createControlPlane } = await loading;
    const plane = await createControlPlane({ ...settings, playground, races });
    playground.send(requestSpecSchema.parse({ browser: 'alice', path: '/views' }));
    return {
      url: plane.url,
      get labUrl() {
        return playground.state().labUrl;
      },
      get versions() {
        return playground.state().versions;
      },
      close: async () => {
        await plane.close();
        await Promise.all([playground.close(), races.close()]);
      },
    };
  } catch (error) {
    await playground.close();
    throw error;
  }
}

import type { Versions } from '../server/contract/options/lab-config.ts';
import type { SpawnChild, startApp } from '../server/index.ts';

/** The app as the window needs it. In development it runs elsewhere, and only the page's address is known. */
export type Served = {
  /** The page's address with the token in its fragment. */
  url: string;
  labUrl(): string | null;
  versions: Versions | null;
  close(): Promise<void>;
};

type Start = typeof startApp;

/** Starts the app at a port that the system chooses: nothing that is kept hangs on it. */
export async function serveApp(
  start: Start,
  settings: { pageDir: string; spawnChild: SpawnChild; workspace?: string },
): Promise<Served> {
  const app = await start(settings);
  return { url: app.url, labUrl: () => app.labUrl, versions: app.versions, close: () => app.close() };
}

/** The address that `npm run dev` serves the page at. A packaged app takes no address from outside. */
export function developmentAddress(isPackaged: boolean, env: NodeJS.ProcessEnv): string | null {
  const address = env['PLAYGROUND_DEV_ADDRESS'];
  if (isPackaged || address === undefined || !URL.canParse(address)) return null;
  return new URL(address).hostname === '127.0.0.1' ? address : null;
}

export const servedElsewhere = (url: string): Served => ({
  url,
  labUrl: () => null,
  versions: null,
  close: async () => {},
});

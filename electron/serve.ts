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

const isPortRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');

/** Starts the app at the port it had last time, because what the page remembers hangs on its origin; else at any. */
export async function serveApp(
  start: Start,
  settings: { pageDir: string; spawnChild: SpawnChild; workspace?: string },
  preferredPort: number,
): Promise<Served> {
  const app = await start({ ...settings, port: preferredPort }).catch((error: unknown) => {
    if (preferredPort === 0 || !isPortRefusal(error)) throw error;
    return start({ ...settings, port: 0 });
  });
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

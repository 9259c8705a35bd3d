import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ownFile } from '../../scenarios/consent/consent.ts';
import { endWithParent, isRunByNpm } from '../process/end-with-parent.ts';
import { openBrowser } from '../process/open-browser.ts';
import type { Io } from '../process/output.ts';
import { startOnPort } from '../process/start-on-port.ts';
import type { Shelved } from './shelved.ts';

export type ServeSettings = {
  /** What to look at first: a scenario file, or a lesson by its ID. */
  first: string | null;
  /** A folder of scenario files. */
  workshop?: string;
  port?: number;
  /** The file in which the lab is kept; false for none, true for the one of this address. */
  workspace?: string | boolean;
  open: boolean;
  json: boolean;
  pageDir: string;
  io: Io;
};

/** Serves the app until the process is asked to end. */
export async function serve(settings: ServeSettings): Promise<void> {
  const { port, workspace, open, json, pageDir, io, ...given } = settings;
  const asked = askedToEnd();
  if (isRunByNpm()) endWithParent();
  const { catalogue, view } = await beside(given);
  if (!existsSync(join(pageDir, 'index.html'))) io.err('The page is not built yet: run npm run build.\n');
  const app = await startOnPort({
    pageDir,
    catalogue,
    workspace: workspaceFile(settings),
    ...(port !== undefined && { port }),
  });
  let forgetOpened = () => {};
  try {
    const { labUrl } = app;
    const url = view === null ? app.url : `${app.url}&open=${encodeURIComponent(view)}`;
    io.out(json ? `${JSON.stringify({ url, labUrl })}\n` : `Session Playground: ${url}\nLab: ${labUrl}\n`);
    if (!json) io.err('Ctrl+C ends it.\n');
    if (open) forgetOpened = openBrowser(url);
    await asked;
  } finally {
    forgetOpened();
    await app.close();
  }
}

/** The course is loaded only where it is asked for, so that the app starts without it. */
async function beside(given: Pick<ServeSettings, 'first' | 'workshop'>): Promise<Shelved> {
  if (given.first === null && given.workshop === undefined) return { catalogue: {}, view: null };
  return (await import('./shelved.ts')).shelved(given);
}

/**
 * An address that is always the same has a lab that stays; so has the app that somebody opens in a browser. Who asks for
 * any free port and for JSON is a program, and gets a lab of its own.
 */
function workspaceFile({ workspace, port, json, open }: ServeSettings): string | undefined {
  if (workspace === false) return undefined;
  if (typeof workspace === 'string') return resolve(workspace);
  if (port !== undefined && port !== 0) return ownFile(`workspace-${port}.json`);
  return open && !json ? ownFile('workspace.json') : undefined;
}

/** Settles at the first SIGINT or SIGTERM; a second one ends the process at once. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        resolve();
        process.once(signal, () => process.exit(1));
      });
    }
  });
}

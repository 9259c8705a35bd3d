import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from 'electron';
import type { OpenedFile } from '../server/contract/bridge.ts';

/** What the system hands over; `.json`, since it takes no more than that of `.scenario.json` for an ending. */
const isOurs = (argument: string): boolean =>
  !argument.startsWith('-') && /\.(sessionlab|json|ndjson)$/i.test(argument);

/** A path, or an address of a file, which a desktop may give for the `%U` of a desktop file; null where it is none. */
function pathOf(argument: string, folder: string): string | null {
  if (!/^[a-z][a-z+.-]+:\/\//i.test(argument)) return resolve(folder, argument);
  try {
    return fileURLToPath(argument);
  } catch {
    return null;
  }
}

/** Files among a command line's arguments, switches of Chromium's own aside. */
export const filesOf = (argv: readonly string[], folder: string): string[] =>
  argv
    .slice(1)
    .filter(isOurs)
    .flatMap((argument) => pathOf(argument, folder) ?? []);

export type HandedFiles = {
  hand(path: string): Promise<void>;
  /** Those that wait; they wait no more. */
  take(): OpenedFile[];
  /** Called whenever there are some. */
  onWaiting(listener: () => void): void;
};

/** Files wait here for the page: they may come before there is one, and while it is loaded again. */
export function createHandedFiles(read: (path: string) => Promise<OpenedFile>): HandedFiles {
  const waiting: OpenedFile[] = [];
  let listener = (): void => {};
  return {
    hand: async (path) => {
      waiting.push(await read(path));
      listener();
    },
    take: () => waiting.splice(0),
    onWaiting: (given) => {
      listener = given;
    },
  };
}

/** macOS hands files over by an event, before the app is ready too; elsewhere they are arguments. */
export function setUpHandedFiles(
  app: Pick<App, 'on'>,
  hand: (path: string) => void,
  argv: readonly string[],
): void {
  app.on('open-file', (event, path) => {
    event.preventDefault();
    hand(path);
  });
  for (const path of filesOf(argv, process.cwd())) hand(path);
}

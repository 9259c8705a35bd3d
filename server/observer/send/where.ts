import { createHash } from 'node:crypto';
import { homedir, platform } from 'node:os';
import { join, resolve } from 'node:path';

/** Where a recording takes events, and what lets one in. It stands in a file that only the user can read. */
export type Whereabouts = { port: number; token: string };

/** By this the command that is recorded, and what it starts, is told which file to read. */
export const whereVariable = 'SESSION_PLAYGROUND_RECORD';

/** The folder of such files: the user's own, in what the system keeps caches in. */
function whereFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const caches: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(homedir(), 'Library', 'Caches'),
    win32: LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'),
  };
  const cache = caches[platform()] ?? (XDG_CACHE_HOME || join(homedir(), '.cache'));
  return join(cache, 'session-playground', 'record');
}

/** The file by which the apps of a folder find the recording of that folder. */
export const whereFile = (folder: string): string =>
  join(whereFolder(), `${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 24)}.json`);

/** What such a file says; null for what is none. */
export function readWhereabouts(text: string): Whereabouts | null {
  try {
    const { port, token }: Record<string, unknown> = Object(JSON.parse(text));
    return typeof port === 'number' &&
      Number.isInteger(port) &&
      port > 0 &&
      port < 65_536 &&
      typeof token === 'string'
      ? { port, token }
      : null;
  } catch {
    return null;
  }
}

import { mkdirSync, statSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/**
 * A folder of that name in which nobody but the user can put anything; null where there can be none. `make`: it is made
 * where there is none, so that nobody else can read in it either.
 */
export function ownFolder(name: string, { make = true } = {}): string | null {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const caches: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(homedir(), 'Library', 'Caches'),
    win32: LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'),
  };
  const cache = caches[platform()] ?? (XDG_CACHE_HOME || join(homedir(), '.cache'));
  const folder = join(cache, 'session-playground', name);
  try {
    if (make) mkdirSync(folder, { recursive: true, mode: 0o700 });
    return isOwn(folder) ? folder : null;
  } catch {
    return null;
  }
}

/** Whether it is the user's, and nobody else can write into it. Windows has other rights, and a user's folders are theirs. */
function isOwn(folder: string): boolean {
  const { uid, mode } = statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

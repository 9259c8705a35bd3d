import { mkdirSync, statSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/**
 * Keeps what Node compiles for the next start. Without a folder it would lie where everybody on the machine can put code
 * into it; so where there is none that is the user's alone, nothing is kept. Node 20 has no such cache.
 */
export function keepCompiledCode(): void {
  const folder = process.env['NODE_COMPILE_CACHE'] ?? ownFolder();
  if (folder !== null) nodeModule.enableCompileCache?.(folder);
}

function ownFolder(): string | null {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const caches: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(homedir(), 'Library', 'Caches'),
    win32: LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'),
  };
  const cache = caches[platform()] ?? (XDG_CACHE_HOME || join(homedir(), '.cache'));
  const folder = join(cache, 'session-playground', 'code');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
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

import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/** Of packages and of versions nothing is looked at. */
const ignored = new Set(['node_modules', '.git']);
/** ms without another change after which what was changed counts as whole. */
export const settlesIn = 100;

/** The folders of files, without those that lie in another of them. */
export function foldersOf(files: readonly string[]): string[] {
  const folders = [...new Set(files.map((file) => dirname(resolve(file))))].sort();
  const isIn = (folder: string, other: string): boolean =>
    other !== folder && folder.startsWith(other.endsWith(sep) ? other : `${other}${sep}`);
  return folders.filter((folder) => !folders.some((other) => isIn(folder, other)));
}

type Noticed = (event: string, name: string | null) => void;
type WatchSettings = {
  /** Which changed paths are worth to be told. */
  isMeant?: (path: string) => boolean;
  /** Watches what is in one folder, and nothing below; node:fs does. */
  watchFolder?: (folder: string, noticed: Noticed) => FSWatcher;
};

/**
 * Settles when something in one of the folders, or below, has changed; packages apart. Rejects when the signal is aborted,
 * or where the system watches no more.
 */
export function changeIn(
  folders: readonly string[],
  signal: AbortSignal,
  { isMeant = () => true, watchFolder = watch }: WatchSettings = {},
): Promise<string> {
  return new Promise((settle, reject) => {
    const watchers = new Map<string, FSWatcher>();
    let soon: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(soon);
      signal.removeEventListener('abort', abort);
      for (const watcher of watchers.values()) watcher.close();
    };
    const fail = (error: unknown): void => {
      end();
      reject(error);
    };
    const abort = (): void => fail(signal.reason);
    const changed = (path: string, top: string): void => {
      if (!isMeant(path)) return;
      clearTimeout(soon);
      soon = setTimeout(() => {
        end();
        settle(relative(top, path) || path);
      }, settlesIn);
    };
    /** `isNew`: what is in it may have come before it was watched. */
    const look = (folder: string, top: string, isNew: boolean): void => {
      watchers.get(folder)?.close();
      const watcher = watchFolder(folder, (event, name) => {
        try {
          notice(event, name === null ? folder : join(folder, name), top);
        } catch (error) {
          fail(error);
        }
      });
      // A folder that was removed is a change where it was.
      watcher.on('error', (error) => (isOutOfReach(error) ? undefined : fail(error)));
      watchers.set(folder, watcher);
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (ignored.has(entry.name)) continue;
        if (entry.isDirectory()) lookIfThere(path, top, isNew);
        else if (isNew) changed(path, top);
      }
    };
    const lookIfThere = (folder: string, top: string, isNew: boolean): void => {
      try {
        look(folder, top, isNew);
      } catch (error) {
        if (!isOutOfReach(error)) throw error;
      }
    };
    const notice = (event: string, path: string, top: string): void => {
      if (ignored.has(basename(path))) return;
      const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
      if (isFolder && event === 'rename') lookIfThere(path, top, true);
      // That of a folder alone is of what is in it.
      if (!isFolder || event === 'rename') changed(path, top);
    };
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', abort);
    try {
      for (const folder of folders) look(folder, folder, false);
    } catch (error) {
      fail(error);
    }
  });
}

/** Gone by now, or for others to read. */
const isOutOfReach = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(?:ENOENT|ENOTDIR|EACCES|EPERM)$/.test(String(error.code));

import { type FSWatcher, watch } from 'node:fs';
import { dirname, resolve } from 'node:path';

const ignored = /(?:^|[/\\])(?:node_modules|\.git)(?:[/\\]|$)/;
/** ms without another change after which what was changed counts as whole. */
const settlesIn = 100;

/** The folders of files, without those that lie in another of them. */
export function foldersOf(files: readonly string[]): string[] {
  const folders = [...new Set(files.map((file) => dirname(resolve(file))))].sort();
  return folders.filter(
    (folder) => !folders.some((other) => other !== folder && folder.startsWith(`${other}/`)),
  );
}

/** Settles when something in one of the folders, or below, has changed; packages apart. Rejects when the signal is aborted. */
export function changeIn(folders: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((settle, reject) => {
    const watchers: FSWatcher[] = [];
    let soon: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(soon);
      signal.removeEventListener('abort', abort);
      for (const watcher of watchers) watcher.close();
    };
    const abort = (): void => {
      end();
      reject(signal.reason);
    };
    const changed = (file: string): void => {
      if (ignored.test(file)) return;
      clearTimeout(soon);
      soon = setTimeout(() => {
        end();
        settle(file);
      }, settlesIn);
    };
    signal.addEventListener('abort', abort);
    for (const folder of folders) {
      const watcher = watch(folder, { recursive: true }, (_event, file) => changed(file ?? folder));
      watcher.on('error', () => {});
      watchers.push(watcher);
    }
  });
}

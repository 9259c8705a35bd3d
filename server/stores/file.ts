import { existsSync, type FSWatcher, watch } from 'node:fs';
import { mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Store } from 'express-session';
import session from 'express-session';
import { messageOf } from '../contract/message-of.ts';
import type { StoreConfig } from '../contract/stores/store-kinds.ts';
import type { Heard, OpenStore, StoreDriver, StoreOwner, Watching } from './open-store.ts';
import { notOpened, outsideStore, ownName } from './outside.ts';
import { polled } from './polling.ts';
import { exportedBy, packagesFor } from './project-packages.ts';
import { endIn, rowOf } from './stored-row.ts';

type Settings = Extract<StoreConfig, { kind: 'file' }>;
type FileStore = (
  withStore: typeof session,
) => new (options: {
  path: string;
  logFn: (message: string) => void;
  retries: number;
}) => Store & { options?: { reapIntervalObject?: NodeJS.Timeout } };

/** session-file-store, as the user's project has it. */
export const file: StoreDriver<'file', Settings> = {
  kind: 'file',
  open: async (settings, owner) => {
    // It reads, and removes when they have expired, all the .json files of its folder: so none but its own may be there.
    const folder = join(resolve(settings.path), ownName());
    const create = await storeClass();
    const first = await makeFolder(folder).catch((error: unknown) => {
      throw notOpened({ kind: 'file', place: settings.path }, error);
    });
    return openFolder(create, folder, first, settings, owner);
  },
};

const extension = '.json';

async function storeClass(): Promise<FileStore> {
  const packages = await packagesFor('file');
  return exportedBy<FileStore>('file', packages['session-file-store'], 'FileStore', ['session-file-store']);
}

/** `first`: the first folder on the way there that was made for it. */
function openFolder(
  create: FileStore,
  folder: string,
  first: string | undefined,
  settings: Settings,
  owner: StoreOwner,
): OpenStore {
  const { path } = settings;
  const store = new (create(session))({
    path: folder,
    // Its default looks five times for a file that is not there, for half a second.
    retries: 0,
    logFn: (message) => void (/error/i.test(message) && owner.tell(message)),
  });
  const names = async () => (await readdir(folder)).filter((name) => name.endsWith(extension)).sort();
  const stopReaping = () => clearInterval(store.options?.reapIntervalObject);
  return outsideStore({
    store,
    outlives: {
      reopen: async () => openFolder(create, folder, first, settings, owner),
      leave: async () => stopReaping(),
    },
    clear: async () => {
      for (const name of await names()) await rm(join(folder, name), { force: true });
    },
    snapshot: async () => {
      const texts: Array<[string, string]> = [];
      for (const name of await names()) {
        // One that is gone meanwhile is not stored any more.
        const text = await readFile(join(folder, name), 'utf8').catch(() => null);
        if (text !== null) texts.push([name.slice(0, -extension.length), text]);
      }
      return Object.fromEntries(texts);
    },
    stored: async (sid) => {
      const key = join(folder, `${sid}${extension}`);
      // A path in an ID would lead out of the folder.
      const text = dirname(key) === folder ? await readFile(key, 'utf8').catch(() => null) : null;
      return text === null ? null : rowOf(join(path, basename(folder), basename(key)), text, endOf(text));
    },
    watch: async (heard) => watchFolder(folder, heard),
    close: async () => {
      stopReaping();
      await rm(folder, { recursive: true, force: true });
      // The folders that were made for it go too, unless somebody else has put something there.
      for (let at = resolve(path); first !== undefined && at.startsWith(first); at = dirname(at)) {
        await rmdir(at).catch(() => {});
      }
    },
  });
}

/**
 * Level by level, and gives the first that was not there. Node's own recursive mkdir tries for ever below a folder that
 * answers, as /proc does, that there is no such file.
 */
async function makeFolder(folder: string): Promise<string | undefined> {
  const missing: string[] = [];
  for (let at = folder; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  for (const level of missing) {
    await mkdir(level).catch((error: NodeJS.ErrnoException) => {
      // Another lab makes the same folders.
      if (error.code !== 'EEXIST') throw error;
    });
  }
  return missing[0];
}

/** ms after its last use that it keeps one whose cookie has no age. */
const usualAge = 3_600_000;

/** It goes by when a session was used last, not by its cookie's expiry. */
function endOf(text: string): number | null {
  const { __lastAccess, originalMaxAge } = { __lastAccess: undefined, originalMaxAge: null, ...endIn(text) };
  return __lastAccess === undefined ? null : __lastAccess + (originalMaxAge || usualAge);
}

/**
 * The system tells of each file that is written, whoever writes it; what it has lost count of it tells without a name.
 * Where it has no watch left to give, at once or later, the folder is polled.
 */
function watchFolder(folder: string, heard: Heard): Watching {
  let fallback: Watching | null = null;
  let watcher: FSWatcher | null = null;
  const poll = (error: unknown) => {
    fallback ??= polled(heard, `the system does not watch its folder (${messageOf(error)})`);
  };
  try {
    watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name === null) heard(null, 'anybody');
      else if (name.endsWith(extension)) heard(name.slice(0, -extension.length), 'anybody');
    });
    watcher.on('error', poll);
  } catch (error) {
    poll(error);
  }
  return {
    notice: () => fallback?.notice() ?? { by: 'files' },
    isExact: false,
    stop: async () => {
      watcher?.close();
      await fallback?.stop();
    },
  };
}

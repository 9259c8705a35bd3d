import { existsSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { StoreConfig } from '../contract/stores/store-kinds.ts';
import type { Heard, ReplaceableStore, StoreDriver, Watching } from './open-store.ts';
import { notOpened, ownName } from './outside.ts';
import { SqliteStore } from './sqlite-store.ts';
import { expiryOf, rowOf } from './stored-row.ts';

type Settings = Extract<StoreConfig, { kind: 'sqlite' }>;

/** A store on Node's own SQLite: in memory, or in a table of its own in a file. Rejects where this Node has none. */
export const sqlite: StoreDriver<'sqlite', Settings> = {
  kind: 'sqlite',
  open: ({ path }) => (path === undefined ? openSqlite() : openSqlite(placeIn(path))),
};

/** A table in a file; `isNewFile`: the file is the lab's own as well. */
type Place = { path: string; table: string; isNewFile: boolean };
const placeIn = (path: string): Place => ({ path, table: ownName(), isNewFile: !existsSync(path) });

/** ms for which it is waited for who else writes to the file: well below what a lab that does not answer is ended after. */
const longestBusy = 1000;

async function openSqlite(place?: Place): Promise<ReplaceableStore> {
  const { DatabaseSync } = await loadSqlite();
  const open = () => {
    const database = new DatabaseSync(place === undefined ? ':memory:' : resolve(place.path), {
      timeout: longestBusy,
    });
    return { database, store: new SqliteStore(database, place?.table) };
  };
  const { database, store } = place === undefined ? open() : opened(place.path, open);
  const restore: ReplaceableStore['restore'] = async (sessions) => {
    for (const [sid, text] of Object.entries(sessions)) store.write(sid, text, expiryOf(JSON.parse(text)));
  };
  return {
    store,
    snapshot: async () => store.texts(),
    restore,
    stored: async (sid) => {
      const row = store.row(sid);
      return row === null
        ? null
        : rowOf(`${place?.table ?? 'sessions'}, sid = ${sid}`, row.text, row.expires);
    },
    // One in memory is this connection's alone.
    ...(place !== undefined && { watch: async (heard: Heard) => watchFile(database, heard) }),
    replace: async (sessions) => {
      store.empty();
      await restore(sessions);
    },
    ...(place !== undefined && {
      outlives: { reopen: () => openSqlite(place), leave: async () => database.close() },
    }),
    close: async () => {
      if (place === undefined) return database.close();
      const { path, table, isNewFile } = place;
      database.exec(`DROP TABLE IF EXISTS ${table}`);
      const { left } = { left: 0, ...database.prepare('SELECT count(*) AS left FROM sqlite_schema').get() };
      database.close();
      if (isNewFile && left === 0) rmSync(path, { force: true });
    },
  };
}

/** ms between two looks at its number. */
const versionEvery = 500;

/** SQLite counts, for each connection, the commits of all others. */
function watchFile(database: DatabaseSync, heard: Heard): Watching {
  /** Undefined while another has the file to itself: the lab's thread does not wait for it, the next look finds out. */
  const count = (): unknown => {
    database.exec('PRAGMA busy_timeout = 0');
    try {
      return database.prepare('PRAGMA data_version').get()?.['data_version'];
    } catch {
      return undefined;
    } finally {
      database.exec(`PRAGMA busy_timeout = ${longestBusy}`);
    }
  };
  let known = count();
  const timer = setInterval(() => {
    const now = count();
    if (now === undefined || now === known) return;
    known = now;
    heard(null, 'anybody');
  }, versionEvery);
  timer.unref();
  return {
    notice: () => ({ by: 'data-version' }),
    isExact: true,
    stop: async () => clearInterval(timer),
  };
}

function opened<Made>(path: string, open: () => Made): Made {
  try {
    return open();
  } catch (error) {
    const place = existsSync(dirname(resolve(path))) ? path : `${path}, whose folder is not there`;
    throw notOpened({ kind: 'sqlite', label: 'SQLite (node:sqlite)', place }, error);
  }
}

async function loadSqlite(): Promise<typeof import('node:sqlite')> {
  try {
    return await import('node:sqlite');
  } catch (cause) {
    throw new Error(
      `The SQLite store needs node:sqlite, which Node ${process.versions.node} does not have; Node 22.13 and later do.`,
      { cause },
    );
  }
}

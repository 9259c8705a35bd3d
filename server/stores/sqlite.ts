import type { ReplaceableStore, StoreDriver } from './open-store.ts';
import { expiryOf, SqliteStore } from './sqlite-store.ts';

/** A store on Node's own SQLite, in memory. Rejects where this Node has none. */
export const sqlite: StoreDriver<'sqlite'> = { kind: 'sqlite', open: openSqlite };

async function openSqlite(): Promise<ReplaceableStore> {
  const { DatabaseSync } = await loadSqlite();
  const database = new DatabaseSync(':memory:');
  const store = new SqliteStore(database);
  const restore: ReplaceableStore['restore'] = async (sessions) => {
    for (const [sid, text] of Object.entries(sessions)) store.write(sid, text, expiryOf(JSON.parse(text)));
  };
  return {
    store,
    snapshot: async () => store.texts(),
    restore,
    replace: async (sessions) => {
      store.empty();
      await restore(sessions);
    },
    close: async () => database.close(),
  };
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

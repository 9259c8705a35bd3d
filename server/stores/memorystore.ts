import type { Store } from 'express-session';
import session from 'express-session';
import type { OpenStore, StoreDriver } from './open-store.ts';
import { outsideStore } from './outside.ts';
import { exportedBy, packagesFor } from './project-packages.ts';
import { rowOf } from './stored-row.ts';

/** What is used of its store: an LRU cache, which has each session's text. */
type Cached = Store & {
  store: {
    /** Of what has not expired, the last used first. */
    dump(): Array<{ k: string; v: string; e?: number }>;
    reset(): void;
  };
};
type MemoryStore = (withStore: typeof session) => new (options: { checkPeriod: number }) => Cached;

/** ms between two looks for what has expired, as its documentation advises. */
const checkPeriod = 86_400_000;

export const memorystore: StoreDriver<'memorystore'> = { kind: 'memorystore', open: openMemorystore };

async function openMemorystore(): Promise<OpenStore> {
  const packages = await packagesFor('memorystore');
  const create = exportedBy<MemoryStore>('memorystore', packages['memorystore'], 'memorystore', [
    'memorystore',
  ]);
  const made = new (create(session))({ checkPeriod });
  return outsideStore({
    store: made,
    clear: async () => made.store.reset(),
    snapshot: async () => Object.fromEntries(made.store.dump().map(({ k, v }) => [k, v] as const)),
    stored: async (sid) => {
      const found = made.store.dump().find(({ k }) => k === sid);
      return found === undefined ? null : rowOf(sid, found.v, found.e || null);
    },
    close: async () => {},
  });
}

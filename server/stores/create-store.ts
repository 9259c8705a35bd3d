import type { StoreConfig, StoreKind } from '../contract/stores/store-kinds.ts';
import type { LabStore } from './lab-store.ts';
import { createMemoryStore } from './memory.ts';
import { createMemoryStoreWithoutTouch } from './memory-no-touch.ts';
import { createSqliteStore } from './sqlite.ts';

const factories: Record<StoreKind, () => LabStore | Promise<LabStore>> = {
  memory: createMemoryStore,
  'memory-no-touch': createMemoryStoreWithoutTouch,
  sqlite: createSqliteStore,
};

/** A new, empty store. Rejects, with a message to be shown, where the store's kind cannot be had. */
export const createStore = async ({ kind }: StoreConfig): Promise<LabStore> => factories[kind]();

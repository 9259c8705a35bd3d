import type { StoreConfig, StoreKind } from '../contract/stores/store-kinds.ts';
import { file } from './file.ts';
import { memory, memoryWithNonAtomicTouch, memoryWithoutTouch } from './memory.ts';
import { memorystore } from './memorystore.ts';
import { module } from './module.ts';
import type { OpenStore, StoreDriver, StoreDrivers, StoreOwner } from './open-store.ts';
import { postgres } from './postgres.ts';
import { redis } from './redis.ts';
import { sqlite } from './sqlite.ts';

type DriverOf<Kind extends StoreKind> = StoreDriver<Kind, Extract<StoreConfig, { kind: Kind }>>;

const storeDrivers: { readonly [Kind in StoreKind]: DriverOf<Kind> } = {
  memory,
  'memory-no-touch': memoryWithoutTouch,
  'memory-non-atomic-touch': memoryWithNonAtomicTouch,
  sqlite,
  redis,
  postgres,
  file,
  memorystore,
  module,
};

const nobody: StoreOwner = { tell: () => {} };

/** A new store. Rejects, with a message to be shown, where the store's kind cannot be had. */
export async function openStore(
  config: StoreConfig,
  drivers: StoreDrivers = storeDrivers,
  owner: StoreOwner = nobody,
): Promise<OpenStore> {
  const driver = drivers[config.kind];
  if (driver === undefined) throw new Error(`There is no driver for a store of kind “${config.kind}”.`);
  return driver.open(config, owner);
}

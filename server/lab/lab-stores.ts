import type { LabPlace } from '../contract/endpoints.ts';
import { fromStoredKey, storedKey } from '../contract/events/stored-key.ts';
import { type LabConfig, storePlaces } from '../contract/options/lab-config.ts';
import { createStore } from '../stores/create-store.ts';
import type { LabStore } from '../stores/lab-store.ts';
import type { StoreUses } from './instances.ts';
import { StoreUse } from './store-use.ts';

/** The stores that a configuration asks for; `kept` are used on. Rejects where one cannot be had. */
export async function storesFor(
  config: LabConfig,
  kept: StoreUses,
  onMade: (labStore: LabStore) => void,
): Promise<StoreUses> {
  const uses = new Map<LabPlace | undefined, StoreUse>();
  for (const place of storePlaces(config)) {
    uses.set(place, kept.get(place) ?? (await makeUse(config, place, onMade)));
  }
  return uses;
}

async function makeUse(
  { store }: LabConfig,
  place: LabPlace | undefined,
  onMade: (labStore: LabStore) => void,
): Promise<StoreUse> {
  const labStore = await createStore(store);
  onMade(labStore);
  return new StoreUse(labStore, place);
}

/** What all of them hold, by `storedKey`. */
export const sessionsIn = (uses: StoreUses): Record<string, string> =>
  Object.fromEntries(
    [...uses].flatMap(([place, { labStore }]) =>
      Object.entries(labStore.sessions()).map(([sid, text]) => [storedKey(sid, place), text]),
    ),
  );

/** Puts sessions back where they were; those of a store that is no more are left out. */
export function restoreInto(uses: StoreUses, sessions: Readonly<Record<string, string>>): void {
  for (const [key, text] of Object.entries(sessions)) {
    const { sid, place } = fromStoredKey(key);
    uses.get(place)?.labStore.restore({ [sid]: text });
  }
}

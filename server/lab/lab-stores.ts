import type { LabPlace } from '../contract/endpoints.ts';
import { fromStoredKey, storedKey } from '../contract/events/stored-key.ts';
import { type LabConfig, storePlaces } from '../contract/options/lab-config.ts';
import { continueStore } from '../observer/store-tap.ts';
import { openStore } from '../stores/drivers.ts';
import type { OpenStore, StoreDrivers } from '../stores/open-store.ts';
import type { StoreUses } from './instances.ts';
import { StoreUse } from './store-use.ts';

export type MakingStores = {
  onMade(labStore: OpenStore): void;
  /** A store that is no longer used could not be closed. */
  onCloseFailed(error: unknown): void;
  /** Something happened to a store that is open. */
  onTold(message: string): void;
  drivers?: StoreDrivers | undefined;
};

/** The stores that a configuration asks for; `kept` are used on. Rejects where one cannot be had. */
export async function storesFor(
  config: LabConfig,
  kept: StoreUses,
  making: MakingStores,
): Promise<StoreUses> {
  const uses = new Map<LabPlace | undefined, StoreUse>();
  for (const place of storePlaces(config)) {
    uses.set(place, kept.get(place) ?? (await newUse(config, place, making)));
  }
  return uses;
}

async function newUse(
  { store }: LabConfig,
  place: LabPlace | undefined,
  { onMade, onCloseFailed, onTold, drivers }: MakingStores,
): Promise<StoreUse> {
  const labStore = await openStore(store, drivers, { tell: onTold });
  onMade(labStore);
  return new StoreUse(labStore, onCloseFailed, place);
}

/** A store as the next process has it. `isEmptied`: what the one before held is not there. */
export type Renewed = { use: StoreUse; before: StoreUse; isEmptied: boolean };

/** What the next process has of these stores: each opened again where it outlives the process, or else a new one. */
export async function renewedStores(
  uses: readonly StoreUse[],
  { config, isLost }: { config: LabConfig; isLost: boolean },
  making: MakingStores,
): Promise<Renewed[]> {
  const renewed: Renewed[] = [];
  try {
    for (const before of uses) {
      const { place, labStore } = before;
      if (isLost || labStore.outlives === undefined) {
        renewed.push({ use: await newUse(config, place, making), before, isEmptied: true });
        continue;
      }
      const again = await labStore.outlives.reopen();
      making.onMade(again);
      continueStore(again.store, labStore.store);
      renewed.push({
        use: new StoreUse(again, making.onCloseFailed, place, before),
        before,
        isEmptied: false,
      });
    }
    return renewed;
  } catch (error) {
    dropRenewed(renewed);
    throw error;
  }
}

/** The process does not come after all: what it had opened again is still the one's before. */
export function dropRenewed(renewed: readonly Renewed[]): void {
  for (const { use, isEmptied } of renewed) isEmptied ? use.retire() : use.leave();
}

/** Bytes of sessions that are handed over at most: who asked keeps them, to put them back. */
const mostSessionBytes = 64 * 1024 * 1024;

/** As many of what all of them hold, by `storedKey`, as can be kept elsewhere; `onLeftOut` is told of the rest. */
export async function boundedSessionsIn(
  uses: StoreUses,
  onLeftOut: (count: number) => void,
): Promise<Record<string, string>> {
  let left = mostSessionBytes;
  const all = Object.entries(await sessionsIn(uses));
  const kept = all.filter(([key, text]) => {
    const size = key.length + text.length;
    if (size > left) return false;
    left -= size;
    return true;
  });
  if (kept.length < all.length) onLeftOut(all.length - kept.length);
  return Object.fromEntries(kept);
}

/** What all of them hold, by `storedKey`. */
async function sessionsIn(uses: StoreUses): Promise<Record<string, string>> {
  const held = await Promise.all(
    [...uses].map(async ([place, { labStore }]) =>
      Object.entries(await labStore.snapshot()).map(([sid, text]) => [storedKey(sid, place), text] as const),
    ),
  );
  return Object.fromEntries(held.flat());
}

/** Puts sessions back where they were; those of a store that is no more are left out. */
export async function restoreInto(
  uses: StoreUses,
  sessions: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [key, text] of Object.entries(sessions)) {
    const { sid, place } = fromStoredKey(key);
    await uses.get(place)?.labStore.restore({ [sid]: text });
  }
}

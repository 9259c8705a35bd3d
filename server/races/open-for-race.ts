import { below } from '../contract/errors.ts';
import { messageOf } from '../contract/message-of.ts';
import type { RaceSpec } from '../contract/races/races.ts';
import { openStore } from '../stores/drivers.ts';
import type { OpenStore, ReplaceableStore, StoreDrivers } from '../stores/open-store.ts';
import { ProblemError, problemError } from '../words/problems.ts';

/** The store of a race. Each schedule begins with the same sessions, so it must be able to hold those and no others. */
export async function openForRace(
  { lab }: RaceSpec,
  drivers: StoreDrivers | undefined,
): Promise<ReplaceableStore> {
  const opened = await openStore(lab.store, drivers).catch((error: unknown) => {
    if (error instanceof ProblemError) throw new ProblemError(below('lab', error.problems));
    throw problemError('library-said', 'lab.store.kind', { message: messageOf(error) });
  });
  if (isReplaceable(opened)) return opened;
  await opened.close();
  throw problemError('store-not-set-back', 'lab.store.kind', { kind: lab.store.kind });
}

const isReplaceable = (opened: OpenStore): opened is ReplaceableStore => opened.replace !== undefined;

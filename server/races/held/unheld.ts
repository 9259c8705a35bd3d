import type { UnheldWaits } from '../../app/user/unheld-waits.ts';
import type { RacedApp } from '../../contract/races/races.ts';
import { stepOf } from '../race-request.ts';
import type { HeldRequest } from './held-request.ts';

type Unheld = RacedApp['unheld'][number];

/** Of so many places more help nobody. */
const most = 50;

/** What requests of a race waited for beside their steps: their places among the steps do not depend on it. */
export function createUnheldNotes(waits: Pick<UnheldWaits, 'of' | 'takeOver'>) {
  const notes = new Map<string, Unheld>();
  return {
    clear: () => notes.clear(),
    all: (): Unheld[] => [...notes.values()],
    /** What it is seen to wait for now, with its line. */
    pendingOf: (heldRequest: HeldRequest): string | null => {
      if (heldRequest.isInCall) return heldRequest.lastName;
      const [wait] = waits.of(heldRequest);
      if (wait === undefined) return null;
      return wait.where === null ? wait.what : `${wait.what}, at ${wait.where}`;
    },
    note: (heldRequest: HeldRequest, is: 'waiting' | 'sure' | 'over'): boolean => {
      const { raceRequest, lastName, isInCall } = heldRequest;
      const over = waits.takeOver(heldRequest);
      if (isInCall) return true;
      const own = is === 'over' ? over : [...over, ...waits.of(heldRequest)];
      if (raceRequest.index < 0 || (own.length === 0 && is !== 'sure')) return own.length > 0;
      const found = own.length > 0 ? own : [{ what: 'something that could not be seen', where: null }];
      for (const { what, where } of found) {
        const unheld = { request: raceRequest.id, after: stepOf(raceRequest, lastName), what, where };
        if (notes.size < most) notes.set(JSON.stringify(unheld), unheld);
      }
      return true;
    },
  };
}

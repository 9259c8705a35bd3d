import { isDeepStrictEqual } from 'node:util';
import { freezeDate } from '../../lab/clock.ts';
import type { StoredSessions } from '../../stores/open-store.ts';
import { problemError } from '../../words/problems.ts';
import type { RaceRequest } from '../race-request.ts';
import type { HeldLab } from './held-lab.ts';
import { HeldRequest } from './held-request.ts';
import { sendThrough } from './send-through.ts';
import type { StepDeadline } from './step-deadline.ts';

/** A request before the race, as it was sent. `now`: where the lab's clock stood, in ms. */
export type Sent = { raceRequest: RaceRequest; cookie: string | null; now: number };

/** Where runs begin: what was stored, what led there, and where the clock stands, in ms. */
type Beginning = { sessions: Readonly<StoredSessions>; sent: readonly Sent[]; now: number };

/** IDs for the sessions that are begun before the race. */
export function sessionNamer(): () => string {
  let sessions = 0;
  return () => `s${++sessions}`;
}

/**
 * Begins a run: what the store holds is as when the race begins, and what the app keeps beside it too, where that can
 * be set back. Then the requests before the race are sent again. Throws ProblemError where they end differently.
 */
export async function beginAnew(given: {
  initialState: Beginning;
  lab: HeldLab;
  stepDeadline: StepDeadline;
}): Promise<void> {
  const { initialState, lab, stepDeadline } = given;
  const { sessions, sent, now } = initialState;
  if (lab.restart !== null) {
    await lab.restart();
    await lab.store.replace({});
    const nameSession = sessionNamer();
    for (const one of sent) {
      freezeDate(one.now);
      await sendThrough(lab, new HeldRequest(one.raceRequest, nameSession), one.cookie, stepDeadline);
    }
    freezeDate(now);
    if (!isDeepStrictEqual({ ...(await lab.store.snapshot()) }, { ...sessions })) {
      throw problemError('store-not-as-before', 'before', {});
    }
  }
  await lab.store.replace(sessions);
}

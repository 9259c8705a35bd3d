import { isDeepStrictEqual } from 'node:util';
import { freezeDate } from '../../lab/clock.ts';
import { problemError } from '../../words/problems.ts';
import { HeldRequest } from './held-request.ts';
import type { HeldRunSettings } from './held-run.ts';
import { sendThrough } from './send-through.ts';

/** IDs for the sessions that are begun before the race. */
export function sessionNamer(): () => string {
  let sessions = 0;
  return () => `s${++sessions}`;
}

/**
 * Begins a run: what the store holds is as when the race begins, and what the app keeps beside it too, where that can
 * be set back. Then the requests before the race are sent again. Throws ProblemError where they end differently.
 */
export async function beginAnew({ initialState, lab, stepDeadline }: HeldRunSettings): Promise<void> {
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

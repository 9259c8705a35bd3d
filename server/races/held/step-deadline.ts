import { setImmediate } from 'node:timers/promises';
import type { HeldRequest } from './held-request.ts';

/** Looks after the request that is waited for: one that neither takes its next step nor ends fails in the end. */
export type StepDeadline = {
  /** The request is about to get control. */
  mind(heldRequest: HeldRequest): void;
  /** Waits until the request is held again, or over. */
  quiet(heldRequest: HeldRequest): Promise<void>;
  close(): void;
};

/** ms between two looks */
const lookEvery = 50;

/** Turns of the event loop in which a request that waits for nothing comes to its next step, or its end. */
const turnsWithoutWaiting = 10;

/**
 * Told of a request that may wait for something beside its steps; says whether it does. 'sure': it does, whatever is seen;
 * 'over': it has come to its next step, or its end.
 */
export type OnUnheld = (heldRequest: HeldRequest, is: 'waiting' | 'sure' | 'over') => boolean;

/** Tells of a request that waits for something beside its steps. */
async function tellUnheld(heldRequest: HeldRequest, quiet: Promise<void>, onUnheld: OnUnheld): Promise<void> {
  let isQuiet = false;
  let isSeen = false;
  const settled = () => {
    isQuiet = true;
  };
  quiet.then(settled, settled);
  for (let turn = 0; turn < turnsWithoutWaiting && !isQuiet; turn += 1) {
    await setImmediate();
    if (!isQuiet) isSeen = onUnheld(heldRequest, 'waiting') || isSeen;
  }
  if (!isQuiet && !isSeen) onUnheld(heldRequest, 'sure');
  await quiet;
  onUnheld(heldRequest, 'over');
}

/** `onUnheld` of one that waits for something that is not held. `limit` in ms; `onMind` is told of the request that gets control, and null when it gave it back. */
export function createStepDeadline(
  limit: number,
  onMind?: (heldRequest: HeldRequest | null) => void,
  onUnheld?: OnUnheld,
): StepDeadline {
  let waitingFor: HeldRequest | null = null;
  let looks = 0;
  const timer = setInterval(() => {
    looks += 1;
    if (waitingFor === null || looks * lookEvery < limit) return;
    waitingFor.fail(waitingFor.stuck(limit / 1000));
  }, lookEvery);
  timer.unref();
  return {
    mind: (heldRequest) => onMind?.(heldRequest),
    quiet: async (heldRequest) => {
      looks = 0;
      waitingFor = heldRequest;
      const quiet = heldRequest.quiet();
      if (onUnheld !== undefined) await tellUnheld(heldRequest, quiet, onUnheld);
      await quiet;
      waitingFor = null;
      onMind?.(null);
    },
    close: () => clearInterval(timer),
  };
}

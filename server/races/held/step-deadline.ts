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

/** Told of a request that may wait for something beside its steps; says whether it does. `isSure`: it does, whatever is seen. */
export type OnUnheld = (heldRequest: HeldRequest, isSure: boolean) => boolean;

/** Tells of a request that waits for something beside its steps. That may be over soon, so that it is looked for at once. */
async function tellUnheld(heldRequest: HeldRequest, quiet: Promise<void>, onUnheld: OnUnheld): Promise<void> {
  let isQuiet = false;
  const settled = () => {
    isQuiet = true;
  };
  quiet.then(settled, settled);
  for (let turn = 0; turn < turnsWithoutWaiting; turn += 1) {
    await setImmediate();
    if (isQuiet || onUnheld(heldRequest, false)) return;
  }
  onUnheld(heldRequest, true);
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

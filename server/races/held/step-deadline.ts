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

/** `limit` in ms; `onMind` is told of the request that gets control, and null when it gave it back. */
export function createStepDeadline(
  limit: number,
  onMind?: (heldRequest: HeldRequest | null) => void,
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
      await heldRequest.quiet();
      waitingFor = null;
      onMind?.(null);
    },
    close: () => clearInterval(timer),
  };
}

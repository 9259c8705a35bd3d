import { setImmediate, setTimeout } from 'node:timers/promises';
import type { HeldRequest } from './held-request.ts';

/** Looks after the request that is waited for: one that neither takes its next step nor ends fails in the end. */
export type StepDeadline = {
  /** The request is about to get control. */
  mind(heldRequest: HeldRequest): void;
  /** Waits until the request is held again, or over. */
  quiet(heldRequest: HeldRequest): Promise<void>;
  /**
   * The same; false where it is not for so long that it waits for another request. `isForeseen`: whether that is known to
   * happen, so that it is found sooner. Rejects where it is seen to wait for something else: it may go on by itself.
   */
  comes(heldRequest: HeldRequest, isForeseen: boolean): Promise<boolean>;
  close(): void;
};

/** ms between two looks */
const lookEvery = 50;

/**
 * What waits for nothing that can be seen waits for another request: after this share of the limit, and so many times the
 * longest that any has needed, and so many more turns.
 */
const unseenFor = 0.25;
const timesLongest = 3;
const turnsUnseen = 20;

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

/** `onUnheld` of one that waits for something that is not held, `pendingOf` for what it waits now. `limit` in ms; `onMind` is told of the request that gets control, and null when it gave it back. */
export function createStepDeadline(
  limit: number,
  onMind?: (heldRequest: HeldRequest | null) => void,
  onUnheld?: OnUnheld,
  pendingOf?: (heldRequest: HeldRequest) => string | null,
): StepDeadline {
  let waitingFor: HeldRequest | null = null;
  let looks = 0;
  /** ms that any request has needed to its next step, or its end. */
  let longest = 0;
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
      const begun = performance.now();
      const quiet = heldRequest.quiet();
      if (onUnheld !== undefined) await tellUnheld(heldRequest, quiet, onUnheld);
      await quiet;
      longest = Math.max(longest, performance.now() - begun);
      waitingFor = null;
      onMind?.(null);
    },
    comes: async (heldRequest, isForeseen) => {
      const quiet = heldRequest.quiet();
      let isQuiet = false;
      const settled = () => {
        isQuiet = true;
      };
      quiet.then(settled, settled);
      const begun = performance.now();
      let isSeen = false;
      const unseen = isForeseen
        ? Math.min(limit, Math.max(unseenFor * limit, timesLongest * longest))
        : limit;
      const isIn = () => performance.now() - begun < (isSeen ? limit : unseen);
      const atLeast = turnsWithoutWaiting + turnsUnseen;
      for (let turn = 0; !isQuiet && (turn < atLeast || isIn()); turn += 1) {
        await (turn < turnsWithoutWaiting ? setImmediate() : setTimeout(5));
        if (!isQuiet) isSeen = onUnheld?.(heldRequest, 'waiting') || isSeen;
      }
      if (isQuiet) {
        longest = Math.max(longest, performance.now() - begun);
        await quiet;
        onUnheld?.(heldRequest, 'over');
      }
      onMind?.(null);
      const waitsFor = isQuiet ? null : (pendingOf?.(heldRequest) ?? null);
      if (waitsFor !== null) throw heldRequest.stuck(limit / 1000, waitsFor);
      return isQuiet;
    },
    close: () => clearInterval(timer),
  };
}

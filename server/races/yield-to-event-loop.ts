import { setImmediate as nextTurn } from 'node:timers/promises';

/** ms of work until others get their turn */
const longestStretch = 20;

/**
 * To be awaited within long work: now and then it lets the event loop turn, so that signs of life go out and a cancel
 * comes in. Rejects when the signal is aborted.
 */
export function createYieldToEventLoop(signal: AbortSignal | undefined): () => Promise<void> {
  let rested = performance.now();
  return async () => {
    if (performance.now() - rested < longestStretch) return;
    await nextTurn();
    signal?.throwIfAborted();
    rested = performance.now();
  };
}

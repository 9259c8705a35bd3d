import { setTimeout as delay } from 'node:timers/promises';
import type { PlaygroundState } from '../contract/state.ts';
import type { Notifier } from '../threads/notifier.ts';

/** ms between two states at least, so that what changes fast is given as one. */
const pause = 30;

/** The present state, then the newest whenever it has changed, until the signal. */
export async function* readStates(
  state: () => PlaygroundState,
  notifier: Notifier,
  signal: AbortSignal,
): AsyncGenerator<PlaygroundState> {
  let told: string | null = null;
  while (!signal.aborted) {
    const present = state();
    const text = JSON.stringify(present);
    if (text === told) {
      await notifier.next(signal);
    } else {
      told = text;
      yield present;
      await delay(pause, undefined, { signal }).catch(() => {});
    }
  }
}

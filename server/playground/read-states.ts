import { setTimeout as delay } from 'node:timers/promises';
import type { PlaygroundState } from '../contract/state.ts';
import type { Bell } from './bell.ts';

/** ms between two states at least, so that what changes fast is given as one. */
const pause = 30;

/** The present state, then the newest whenever it has changed, until the signal. */
export async function* readStates(
  state: () => PlaygroundState,
  bell: Bell,
  signal: AbortSignal,
): AsyncGenerator<PlaygroundState> {
  let told: string | null = null;
  while (!signal.aborted) {
    const present = state();
    const text = JSON.stringify(present);
    if (text === told) {
      await bell.next(signal);
    } else {
      told = text;
      yield present;
      await delay(pause, undefined, { signal }).catch(() => {});
    }
  }
}

import type { Heard, Watching } from './open-store.ts';

/** ms between two looks through a store that does not tell by itself. */
const pollEvery = 1000;

/** Looks through the whole store time and again. `why`: what keeps the store from telling. */
export function polled(heard: Heard, why: string): Watching {
  const timer = setInterval(() => heard(null, 'anybody'), pollEvery);
  timer.unref();
  return {
    notice: () => ({ by: 'polled', why }),
    isExact: true,
    stop: async () => clearInterval(timer),
  };
}

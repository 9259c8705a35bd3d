import { vi } from 'vitest';

/** Long enough for a machine on which much else runs; vitest's own second is not. */
const longest = { timeout: 50_000 };

/** Waits until the check holds, which throws or rejects before that. */
export const eventually = <Held>(check: () => Held | Promise<Held>): Promise<Held> =>
  vi.waitFor(check, longest);

/** Waits until what is asked is true. */
export const until = <Answer>(ask: () => Answer | Promise<Answer>) => vi.waitUntil(ask, longest);

import type { Loss } from '../../history/folds/losses.ts';

/** Up to when a log is drawn: an event, and its time in µs. */
export type Instant = { readonly seq: number; readonly at: number };

/** All of it. */
export const always: Instant = { seq: Number.POSITIVE_INFINITY, at: Number.POSITIVE_INFINITY };

/** A loss that had happened by then. */
export const lossBy = (loss: Loss | null | undefined, { seq }: Instant): Loss | null =>
  loss && loss.seq <= seq ? loss : null;

import { firstAfter } from '../../../server/contract/first-after.ts';

/** Anything that happened at one event. Lists of these are ascending by `seq`. */
export type AtSeq = { readonly seq: number };

const seqOf = ({ seq }: AtSeq): number => seq;

/** Index of the last item whose seq is at most `seq`, or -1. */
export const lastAtOrBefore = (items: readonly AtSeq[], seq: number): number =>
  firstAfter(items, seq, seqOf) - 1;

/** The last item whose seq is at most `seq`. */
export const itemAt = <Item extends AtSeq>(items: readonly Item[], seq: number): Item | undefined =>
  items[lastAtOrBefore(items, seq)];

/** The first item whose seq is greater than `seq`. */
export const itemAfter = <Item extends AtSeq>(items: readonly Item[], seq: number): Item | undefined =>
  items[lastAtOrBefore(items, seq) + 1];

/** Removes what is older than `first`, but for the newest of that: it still says what held at `first`. */
export function forgetBefore(items: AtSeq[], first: number): void {
  const stale = lastAtOrBefore(items, first);
  if (stale > 0) items.splice(0, stale);
}

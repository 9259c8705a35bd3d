/** Anything that happened at one event. Lists of these are ascending by `seq`. */
export type AtSeq = { readonly seq: number };

/** Index of the last item whose seq is at most `seq`, or -1. Binary search. */
export function lastAtOrBefore(items: readonly AtSeq[], seq: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.seq ?? Number.POSITIVE_INFINITY) <= seq) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

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

/** Index of the first item whose time is later than `at`, from `from` on. Binary search; items ascend by time. */
export function firstAfter<Item>(
  items: readonly Item[],
  at: number,
  timeOf: (item: Item) => number,
  from = 0,
): number {
  let low = from;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && timeOf(item) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

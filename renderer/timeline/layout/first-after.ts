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

/**
 * Index of the first item that has a key beyond `key`, from `from` on; the number of items where none does. Binary search:
 * the items ascend by their keys.
 */
export function firstAfter<Item>(
  items: readonly Item[],
  key: number,
  keyOf: (item: Item) => number,
  from = 0,
): number {
  let low = from;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && keyOf(item) <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

import { firstAfter } from '../contract/first-after.ts';

/** What a merge knows of one source. `watermark`: µs up to which it has told everything; a late one is not waited for. */
type Lane = { watermark: number; rank: number; isLate: boolean };

/** One source's place in a merge. */
export type MergeLane<Item> = {
  /** Takes what it told; it is in time again, if it was late. */
  take(items: readonly Item[], upTo: number): void;
  /** It does not answer: the others no longer wait for it. */
  late(): void;
  /** It tells nothing any more. */
  leave(): void;
};

/**
 * Brings what several sources tell into one order of time: it hands over everything up to the least watermark, since
 * before that nothing can come any more. At the same µs the source that joined first comes first.
 */
export type Merge<Item> = {
  /** Nothing that comes of it is earlier than `from` (µs). */
  join(from: number): MergeLane<Item>;
  heldCount(): number;
};

export function createMerge<Item extends { at: number }>(
  handOver: (items: readonly Item[], watermark: number) => void,
): Merge<Item> {
  const lanes = new Set<Lane>();
  let held: Array<{ item: Item; rank: number }> = [];
  let joined = 0;
  let known = -1;

  const advance = () => {
    let least = Number.POSITIVE_INFINITY;
    for (const { isLate, watermark } of lanes) if (!isLate) least = Math.min(least, watermark);
    const cut = firstAfter(held, least, ({ item }) => item.at);
    const ready = held.slice(0, cut);
    held = held.slice(cut);
    if (least !== Number.POSITIVE_INFINITY) known = Math.max(known, least);
    for (const { item } of ready) known = Math.max(known, item.at);
    handOver(
      ready.map(({ item }) => item),
      known,
    );
  };

  return {
    join: (from) => {
      const lane: Lane = { watermark: from, rank: joined++, isLate: false };
      lanes.add(lane);
      return {
        take: (items, upTo) => {
          if (items.length > 0) {
            const { rank } = lane;
            for (const item of items) held.push({ item, rank });
            held.sort((a, b) => a.item.at - b.item.at || a.rank - b.rank);
          }
          lane.watermark = Math.max(lane.watermark, upTo);
          lane.isLate = false;
          advance();
        },
        late: () => {
          lane.isLate = true;
          advance();
        },
        leave: () => {
          if (lanes.delete(lane)) advance();
        },
      };
    },
    heldCount: () => held.length,
  };
}

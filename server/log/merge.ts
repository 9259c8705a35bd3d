import { firstAfter } from '../contract/first-after.ts';

/**
 * What a merge knows of one source. `watermark`: µs up to which it has told everything; a late one is not waited for.
 * `held`: what it told and was not handed over, in order; that of a source which has left as well.
 */
type Lane<Item> = { watermark: number; isLate: boolean; hasLeft: boolean; held: readonly Item[] };

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
  /** In the order in which they joined. */
  const lanes = new Set<Lane<Item>>();
  let known = -1;

  const advance = () => {
    let least = Number.POSITIVE_INFINITY;
    for (const { isLate, hasLeft, watermark } of lanes) {
      if (!isLate && !hasLeft) least = Math.min(least, watermark);
    }
    let ready: readonly Item[] = [];
    for (const lane of lanes) {
      const cut = firstAfter(lane.held, least, atOf);
      if (cut > 0) {
        const own = lane.held.slice(0, cut);
        lane.held = lane.held.slice(cut);
        // A stable sort of runs that are in order by themselves.
        ready = ready.length === 0 ? own : [...ready, ...own].sort(byTime);
      }
      if (lane.hasLeft && lane.held.length === 0) lanes.delete(lane);
    }
    if (least !== Number.POSITIVE_INFINITY) known = Math.max(known, least);
    known = Math.max(known, ready.at(-1)?.at ?? known);
    handOver(ready, known);
  };

  return {
    join: (from) => {
      const lane: Lane<Item> = { watermark: from, isLate: false, hasLeft: false, held: [] };
      lanes.add(lane);
      return {
        take: (items, upTo) => {
          if (items.length > 0) lane.held = inOrder([...lane.held, ...items]);
          lane.watermark = Math.max(lane.watermark, upTo);
          lane.isLate = false;
          advance();
        },
        late: () => {
          lane.isLate = true;
          advance();
        },
        leave: () => {
          if (lane.hasLeft) return;
          lane.hasLeft = true;
          advance();
        },
      };
    },
    heldCount: () => {
      let count = 0;
      for (const { held } of lanes) count += held.length;
      return count;
    },
  };
}

const atOf = ({ at }: { at: number }): number => at;
const byTime = (a: { at: number }, b: { at: number }): number => a.at - b.at;

/** Mostly they are already. */
function inOrder<Item extends { at: number }>(items: Item[]): Item[] {
  let before = Number.NEGATIVE_INFINITY;
  for (const { at } of items) {
    if (at < before) return items.sort(byTime);
    before = at;
  }
  return items;
}

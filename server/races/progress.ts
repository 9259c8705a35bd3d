import type { RaceProgress } from '../contract/races/races.ts';
import type { Nodes } from './behaviours/nodes.ts';
import type { Slots } from './count/transition-system.ts';

/** ms between two tellings */
const notifyEvery = 100;
/** ms after which the rate is steady enough to tell from it what is left */
const steadyAfter = 500;
/** How far it is said to be, of 1, when all states are found. */
const searchedAt = 0.99;

/** Told now and then where the work is; of what it is told, it tells who listens only so often. */
export type ProgressTeller = {
  /** States so far, and the layer that is being left. */
  onLayer(states: number, layer: number, width: number): void;
  /** Outcomes that were judged, of so many: what comes after the search. */
  onJudged(judged: number, outcomes: number): void;
};

/**
 * Tells how far a search is. How many states there will be is not known before: what is known is how many positions the
 * requests have together after each number of steps, and how many states each of those has had so far.
 */
export function createProgressTeller(
  { roots }: Slots,
  nodes: Nodes,
  onProgress: ((progress: RaceProgress) => void) | undefined,
): ProgressTeller {
  const begun = performance.now();
  const widths = positionsByLayer(roots.map((root) => depthFrom(nodes, root)));
  let notifiedAt = begun;
  let searched = { states: 0, rate: 0 };
  let judging = 0;
  const isDue = (now: number): boolean => {
    if (onProgress === undefined || now - notifiedAt < notifyEvery) return false;
    notifiedAt = now;
    return true;
  };
  return {
    onLayer: (states, layer, width) => {
      const now = performance.now();
      if (!isDue(now)) return;
      const rate = (states / (now - begun)) * 1000;
      const perPosition = width / (widths[layer] ?? 1);
      const ahead = widths.slice(layer + 1).reduce((sum, one) => sum + one * perPosition, 0);
      searched = { states, rate: Math.round(rate) };
      onProgress?.({
        ...searched,
        done: Math.min(searchedAt, states / (states + ahead)),
        left: now - begun < steadyAfter ? null : Math.round((ahead / rate) * 1000),
      });
    },
    onJudged: (judged, outcomes) => {
      const now = performance.now();
      if (judged === 0) judging = now;
      if (judged === 0 || !isDue(now)) return;
      const taken = now - judging;
      const left = taken < steadyAfter ? null : Math.round((taken / judged) * (outcomes - judged));
      onProgress?.({ ...searched, done: searchedAt + (1 - searchedAt) * (judged / outcomes), left });
    },
  };
}

/** Steps of a request on its first way. */
function depthFrom(nodes: Nodes, root: number): number {
  let depth = 0;
  for (let node = root; !nodes.isEnd(node); depth += 1) {
    const [first] = nodes.edges[node]?.values() ?? [];
    if (first === undefined) return depth;
    node = first.to;
  }
  return depth;
}

/** In how many ways requests with so many steps each can have made 0, 1, 2, … steps together. */
function positionsByLayer(depths: readonly number[]): number[] {
  let widths = [1];
  for (const depth of depths) {
    const wider = new Array<number>(widths.length + depth).fill(0);
    for (const [made, ways] of widths.entries()) {
      for (let own = 0; own <= depth; own += 1) wider[made + own] = (wider[made + own] ?? 0) + ways;
    }
    widths = wider;
  }
  return widths;
}

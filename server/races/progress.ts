import type { RaceProgress } from '../contract/races/races.ts';
import type { Nodes } from './behaviours/nodes.ts';
import type { Slots } from './count/transition-system.ts';

/** ms between two tellings */
const tellEvery = 100;
/** ms after which the rate is steady enough to tell from it what is left */
const steadyAfter = 500;

/**
 * Tells how far a search is. How many states there will be is not known before: what is known is how many positions the
 * requests have together after each number of steps, and how many states each of those has had so far.
 */
export function createProgressTeller(
  { roots }: Slots,
  nodes: Nodes,
  onProgress: ((progress: RaceProgress) => void) | undefined,
): (states: number, layer: number, width: number) => void {
  const begun = performance.now();
  const widths = positionsByLayer(roots.map((root) => depthFrom(nodes, root)));
  let toldAt = begun;
  return (states, layer, width) => {
    const now = performance.now();
    if (onProgress === undefined || now - toldAt < tellEvery) return;
    toldAt = now;
    const rate = (states / (now - begun)) * 1000;
    const perPosition = width / (widths[layer] ?? 1);
    const ahead = widths.slice(layer + 1).reduce((sum, one) => sum + one * perPosition, 0);
    onProgress({
      states,
      rate: Math.round(rate),
      done: Math.min(0.99, states / (states + ahead)),
      left: now - begun < steadyAfter ? null : Math.round((ahead / rate) * 1000),
    });
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

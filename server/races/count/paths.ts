import type { Graph } from './graph.ts';

/** Schedules from the graph's first state, or another, to each outcome. Exact, however many. */
export async function schedulesFrom(
  graph: Graph,
  from: number,
  breathe: () => Promise<void>,
): Promise<Map<number, bigint>> {
  const counted = countNumbers(graph, from);
  const total = [...counted.values()].reduce((sum, count) => sum + count, 0);
  // Every number on the way is at most the total, so below this none was rounded.
  if (total <= Number.MAX_SAFE_INTEGER) {
    return new Map([...counted].map(([outcome, count]) => [outcome, BigInt(count)]));
  }
  return countBigInts(graph, from, breathe);
}

function countNumbers({ next, weights, outcome, slots, states }: Graph, from: number): Map<number, number> {
  const ways = new Float64Array(states - from);
  const found = new Map<number, number>();
  ways[0] = 1;
  for (let state = from; state < states; state += 1) {
    const here = ways[state - from] ?? 0;
    if (here === 0) continue;
    const end = outcome[state] ?? -1;
    if (end !== -1) found.set(end, (found.get(end) ?? 0) + here);
    for (let at = state * slots; at < (state + 1) * slots; at += 1) {
      const to = next[at] ?? -1;
      if (to !== -1) ways[to - from] = (ways[to - from] ?? 0) + here * (weights[at] ?? 0);
    }
  }
  return found;
}

async function countBigInts(
  { next, weights, outcome, slots, states }: Graph,
  from: number,
  breathe: () => Promise<void>,
): Promise<Map<number, bigint>> {
  const ways: bigint[] = [1n];
  const found = new Map<number, bigint>();
  for (let state = from; state < states; state += 1) {
    if ((state & 1023) === 0) await breathe();
    const here = ways[state - from] ?? 0n;
    if (here === 0n) continue;
    const end = outcome[state] ?? -1;
    if (end !== -1) found.set(end, (found.get(end) ?? 0n) + here);
    for (let at = state * slots; at < (state + 1) * slots; at += 1) {
      const to = next[at] ?? -1;
      if (to !== -1) ways[to - from] = (ways[to - from] ?? 0n) + here * BigInt(weights[at] ?? 0);
    }
  }
  return found;
}

/** By state: whether an outcome for which `isGood` holds can still be reached. */
export function canReach(
  { next, outcome, slots, states }: Graph,
  isGood: (outcome: number) => boolean,
): Uint8Array {
  const can = new Uint8Array(states);
  for (let state = states - 1; state >= 0; state -= 1) {
    const end = outcome[state] ?? -1;
    let found = end !== -1 && isGood(end);
    for (let at = state * slots; !found && at < (state + 1) * slots; at += 1) {
      const to = next[at] ?? -1;
      found = to !== -1 && can[to] === 1;
    }
    can[state] = found ? 1 : 0;
  }
  return can;
}

/** The slots that move on the way to each outcome's first end: as few steps as any, and few changes of request. */
export function slotPaths(graph: Graph): Map<number, number[]> {
  const ends = new Map<number, number>();
  for (let state = 0; state < graph.states; state += 1) {
    const end = graph.outcome[state] ?? -1;
    if (end !== -1 && !ends.has(end)) ends.set(end, state);
  }
  return new Map([...ends].map(([outcome, state]) => [outcome, pathTo(graph, state)]));
}

function pathTo({ before, beforeSlot }: Graph, end: number): number[] {
  const path: number[] = [];
  for (let state = end; state > 0; state = before[state] ?? -1) path.push(beforeSlot[state] ?? -1);
  return path.reverse();
}

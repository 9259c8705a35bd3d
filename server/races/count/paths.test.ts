import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph, Layer } from './graph.ts';
import { canReach, schedulesFrom } from './paths.ts';

/** Requests that could move at once at most, and so the sum of the weights of a state's moves. */
const requests = 8;
const mostWidth = 3;
const outcomes = 3;

type Move = { to: number; weight: number };

/** A state's moves, each to any state of the next layer; none, which is seldom, where all is over. */
const move = fc.record({ to: fc.nat(mostWidth - 1), weight: fc.integer({ min: 1, max: requests / 2 }) });
const moves: fc.Arbitrary<Move[]> = fc.oneof(
  { weight: 20, arbitrary: fc.array(move, { minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.constant<Move[]>([]) },
);
const layers = fc.array(fc.array(moves, { minLength: mostWidth, maxLength: mostWidth }), {
  minLength: 1,
  maxLength: 120,
  size: 'max',
});

/** Packs what each state's moves are; who has none is at an end, with the outcome of its place. */
function graphOf(given: readonly Move[][][]): Graph {
  const packed = given.map((states, depth): Layer => {
    const own = states.map((state) => (depth === given.length - 1 ? [] : state));
    const all = own.flat();
    const begins = own.map((_, place) => own.slice(0, place).flat().length);
    const block = {
      width: own.length,
      moves: Int32Array.from([...begins, all.length]),
      to: Int32Array.from(all, ({ to }) => to),
      slots: new Uint8Array(all.length),
      weights: Uint8Array.from(all, ({ weight }) => weight),
      outcomes: Int32Array.from(own, (state, place) => (state.length === 0 ? place % outcomes : -1)),
      before: new Int32Array(own.length),
      beforeSlot: new Uint8Array(own.length),
    };
    return { width: own.length, blocks: [block] };
  });
  return { layers: packed, states: mostWidth * given.length, isWhole: true, division: null };
}

/** The same counted backwards: from each state to an outcome, by layer. */
function countedBack(given: readonly Move[][][], outcome: number): bigint[][] {
  const counts: bigint[][] = [];
  for (const [depth, states] of [...given.entries()].reverse()) {
    counts[depth] = states.map((state, place) => {
      if (depth === given.length - 1 || state.length === 0) return place % outcomes === outcome ? 1n : 0n;
      return state.reduce(
        (sum, { to, weight }) => sum + BigInt(weight) * (counts[depth + 1]?.[to] ?? 0n),
        0n,
      );
    });
  }
  return counts;
}

const nothing = async () => {};

describe('schedules in any graph', () => {
  it('are counted exactly from every state to each outcome, however many they are', async () => {
    let longest = 0n;
    await fc.assert(
      fc.asyncProperty(layers, fc.nat(), async (given, at) => {
        const graph = graphOf(given);
        const from = { depth: at % given.length, place: at % mostWidth };
        const counted = await schedulesFrom(graph, from, requests, nothing);
        for (let outcome = 0; outcome < outcomes; outcome += 1) {
          const exact = countedBack(given, outcome)[from.depth]?.[from.place] ?? 0n;
          expect(counted.get(outcome) ?? 0n).toBe(exact);
          if (exact > longest) longest = exact;
        }
      }),
      { numRuns: 300, seed: 1 },
    );
    // Far past what one number holds, and two digits.
    expect(longest > 1n << 100n).toBe(true);
  });

  it('of two requests in every layer are a power of two, to the last digit', async () => {
    const both = [0, 1].map((to) => ({ to, weight: 4 }));
    const given = Array.from({ length: 101 }, () => [both, both]);
    const counted = await schedulesFrom(graphOf(given), { depth: 0, place: 0 }, requests, nothing);
    expect([...counted.values()].reduce((sum, one) => sum + one)).toBe(8n ** 100n);
  });

  it('reach an outcome from just those states from which some schedule leads to it', async () => {
    await fc.assert(
      fc.asyncProperty(layers, fc.nat(outcomes - 1), async (given, wanted) => {
        const can = await canReach(graphOf(given), (outcome) => outcome === wanted, nothing);
        const exact = countedBack(given, wanted);
        expect(can.map((layer) => [...layer].map(Boolean))).toEqual(
          exact.map((layer) => layer.map((count) => count > 0n)),
        );
      }),
      { numRuns: 100, seed: 2 },
    );
  });
});

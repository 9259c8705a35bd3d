import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RaceProgress } from '../contract/races/races.ts';
import { Nodes } from './behaviours/nodes.ts';
import { createProgressTeller } from './progress.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

/** Two requests without a step have one layer. */
function telling() {
  const nodes = new Nodes();
  const roots = [nodes.ended(0, -1), nodes.ended(1, -1)];
  const told: RaceProgress[] = [];
  const slots = { places: [0, 1], groupStart: [0, 1], roots, rootHeads: [0, 0], locks: [null, null] };
  return { told, ...createProgressTeller(slots, nodes, (one) => told.push(one)) };
}

describe('the progress of a race', () => {
  it('is told only so often, however often it is heard of', () => {
    const { told, onLayer } = telling();
    for (let states = 1; states <= 1000; states += 1) {
      vi.advanceTimersByTime(1);
      onLayer(states, 0, 1);
    }
    expect(told.map(({ states }) => states)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
    expect(told.at(-1)).toMatchObject({ rate: 1000, done: 0.99, left: 0 });
  });

  it('goes on while outcomes are judged, with the time that those that are left may take', () => {
    const { told, onLayer, onJudged } = telling();
    vi.advanceTimersByTime(1000);
    onLayer(500, 0, 1);
    vi.advanceTimersByTime(3000);
    for (let judged = 0; judged < 10; judged += 1) {
      onJudged(judged, 10);
      vi.advanceTimersByTime(200);
    }
    expect(told[1]).toEqual({ states: 500, rate: 500, done: expect.closeTo(0.991), left: null });
    expect(told.slice(1).map(({ left }) => left)).toEqual([null, null, 1400, 1200, 1000, 800, 600, 400, 200]);
    expect(told.at(-1)?.done).toBeLessThan(1);
  });
});

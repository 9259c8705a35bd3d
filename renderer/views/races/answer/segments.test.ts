import { describe, expect, it } from 'vitest';
import { outcome } from '../sample-race.test-helper.ts';
import { reachableOf, segmentsOf } from './segments.ts';

describe('the bar over all orders', () => {
  it('puts serial outcomes first and each kind of anomaly together, by their share', () => {
    const segments = segmentsOf([
      outcome(0, 10, 'stale read'),
      outcome(1, 6, null),
      outcome(2, 3, 'lost update'),
      outcome(3, 1, 'stale read'),
    ]);
    expect(segments.map(({ outcome: id, share }) => [id, share])).toEqual([
      [1, 0.3],
      [2, 0.15],
      [0, 0.5],
      [3, 0.05],
    ]);
  });

  it('draws what is too many as one part each, and loses none', () => {
    const outcomes = Array.from({ length: 60 }, (_, id) =>
      outcome(id, 1, id % 2 === 0 ? null : 'lost update'),
    );
    const segments = segmentsOf(outcomes);
    const rest = segments.filter((segment) => segment.outcome === null);
    expect(rest.map(({ anomaly, schedules }) => [anomaly, schedules])).toEqual([
      [null, 18],
      ['lost update', 18],
    ]);
    expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it('shrinks to what can still be reached', () => {
    const outcomes = [outcome(0, 11, null), outcome(1, 9, 'lost update')];
    expect(reachableOf(outcomes, [{ outcome: 1, schedules: 3 }])).toMatchObject([
      { id: 1, schedules: 3, anomaly: 'lost update' },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { outcome, sampleResult } from '../sample-race.test-helper.ts';
import { firstToOpen } from './explorer.ts';

describe('what is opened first', () => {
  it('is the most frequent outcome of the gravest anomaly', () => {
    const result = sampleResult([
      outcome(0, 10, null),
      outcome(1, 6, 'lost update'),
      outcome(2, 4, 'lost update'),
    ]);
    expect(firstToOpen(result)?.id).toBe(1);
  });
  it('is the most frequent of all when every order is like one after the other', () => {
    expect(firstToOpen(sampleResult([outcome(0, 20, null)]))?.id).toBe(0);
  });
});

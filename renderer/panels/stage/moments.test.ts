import { describe, expect, it } from 'vitest';
import { logOf } from '../../history/sample-log.test-helper.ts';
import { momentsOf, movedTo, numberOf } from './moments.ts';
import { oneVisit } from './one-visit.test-helper.ts';

const moments = momentsOf(logOf(oneVisit));
const seqs = moments.map(({ seq }) => seq);

describe('stepping through a run as a presenter', () => {
  it('stops at what one would tell, and not at the setting up', () => {
    expect(moments.map(({ type }) => type)).toEqual(['sent', 'session', 'changed', 'jar']);
  });

  it('goes from moment to moment, and stays at both ends', () => {
    const [first = 0, second = 0, , last = 0] = seqs;
    expect(movedTo(moments, first, 'next')).toBe(second);
    expect(movedTo(moments, second, 'previous')).toBe(first);
    expect(movedTo(moments, first, 'previous')).toBe(first);
    expect(movedTo(moments, last, 'next')).toBe(last);
    expect(movedTo(moments, last, 'first')).toBe(first);
    expect(movedTo(moments, first, 'last')).toBe(last);
  });

  it('counts from one, and from nothing before the first', () => {
    expect(seqs.map((seq) => numberOf(moments, seq))).toEqual([1, 2, 3, 4]);
    expect(numberOf(moments, 0)).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { duration, exactTime, niceStep, tickTime } from './axis.ts';

describe('times on screen', () => {
  it('are exact to the µs at the cursor', () => {
    expect([12_345, 9_999_999, 12_345_678, 187_123_456].map(exactTime)).toEqual([
      '+12.345 ms',
      '+9,999.999 ms',
      '+12.345678 s',
      '+3:07.123456',
    ]);
  });

  it('are short where they say how long something took', () => {
    expect([38, 1240, 30_000, 2_500_000].map(duration)).toEqual(['38 µs', '1.24 ms', '30 ms', '2.5 s']);
  });

  it('have the digits that neighbouring ticks need', () => {
    expect([tickTime(12_000, 1000), tickTime(12_340, 10), tickTime(3_000_000, 1_000_000)]).toEqual([
      '12 ms',
      '12.34 ms',
      '3 s',
    ]);
    expect(tickTime(3_828_946, 1)).toBe('3,828.946 ms');
    expect([tickTime(61_500_000, 500_000), tickTime(125_000_000, 5_000_000)]).toEqual(['1:01.5', '2:05']);
  });

  it('stand at round distances', () => {
    expect([0.7, 3, 12, 500, 501].map(niceStep)).toEqual([1, 5, 20, 500, 1000]);
  });
});

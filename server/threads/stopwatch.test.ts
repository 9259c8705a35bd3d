import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStopwatch } from './stopwatch.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const sinceOrigin = (origin: bigint): number => Number(process.hrtime.bigint() - origin) / 1000;

describe('a stopwatch', () => {
  it('counts µs from a time that other threads count from too', () => {
    const origin = process.hrtime.bigint() - 5_000_000n;
    const now = createStopwatch(origin);
    expect(now()).toBeGreaterThanOrEqual(5000);
    expect(Math.abs(now() - sinceOrigin(origin))).toBeLessThan(500);
  });

  it('is right also where its thread was put to rest between two clocks', () => {
    const { bigint } = process.hrtime;
    let rests = 3;
    vi.spyOn(process.hrtime, 'bigint').mockImplementation(() => {
      const read = bigint();
      for (const end = performance.now() + 5; rests > 0 && performance.now() < end; );
      rests -= 1;
      return read;
    });
    const origin = bigint();
    const now = createStopwatch(origin);
    expect(Math.abs(now() - Number(bigint() - origin) / 1000)).toBeLessThan(500);
  });
});

/** µs since a log's start, on the process's monotonic clock, as the lab's worker counts them too. */
export type Stopwatch = { readonly origin: bigint; now(): number };

export const createStopwatch = (origin = process.hrtime.bigint()): Stopwatch => ({
  origin,
  now: () => Number((process.hrtime.bigint() - origin) / 1000n),
});

/** Gives the µs since `origin`, a time of `process.hrtime`, which all threads of a process share. */
export function createStopwatch(origin: bigint): () => number {
  // The same clock read as a number costs a third of a BigInt.
  const ahead = millisecondsAhead(origin);
  return () => Math.floor((performance.now() + ahead) * 1000);
}

const looks = 10;

/**
 * By how much the time since `origin` is ahead of `performance.now()`, in ms. A thread may be put to rest between
 * reading the one and the other clock: what it read with the least time between counts.
 */
function millisecondsAhead(origin: bigint): number {
  let shortest = Number.POSITIVE_INFINITY;
  let ahead = 0;
  for (let look = 0; look < looks; look++) {
    const before = performance.now();
    const since = Number(process.hrtime.bigint() - origin) / 1e6;
    const took = performance.now() - before;
    if (took >= shortest) continue;
    shortest = took;
    ahead = since - (before + took / 2);
  }
  return ahead;
}

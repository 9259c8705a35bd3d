import { setTimeout as wait } from 'node:timers/promises';
import type { StoreReport } from '../contract/stores/store-report.ts';
import { callsOf, type StoreCalls, sessionFor } from './calls.ts';
import type { OpenStore } from './open-store.ts';

/** ms that the session lives that is to end, and after which it has, also where a store counts in whole seconds. */
const short = 1000;
const over = 2200;
const long = 60_000;
const gets = 20;
/** ms within which each call has to call back: what never does would be waited for for ever. */
const longestCall = 5000;

/** Asks an open store what it does. What it puts in it takes away again. */
export async function reportOn(
  kind: string,
  { store, snapshot, server, isOpaque }: OpenStore,
  longest = longestCall,
): Promise<StoreReport> {
  const calls = answered(callsOf(store), longest);
  const [read, ends, kept] = ['read', 'ends', 'kept'].map((name) => `test-connection-${name}`) as [
    string,
    string,
    string,
  ];
  await calls.set(read, sessionFor(long));
  const latency = await latencyOf(() => calls.get(read));
  await calls.set(ends, sessionFor(short));
  await calls.set(kept, sessionFor(short));
  const before = (await snapshot())[kept];
  const canTouch = calls.has('touch');
  if (canTouch) await calls.touch(kept, sessionFor(long));
  const after = (await snapshot())[kept];
  await wait(over);
  const held = await snapshot();
  // Some show of what has expired that they still count it, and no more.
  const isCounted = calls.has('length') && Number(await calls.length()) > Object.keys(held).length;
  const isLeft = ends in held || isCounted;
  const isRead = await isFound(calls.get(ends));
  const isStill = ends in (await snapshot());
  const isKept = await isFound(calls.get(kept));
  for (const sid of [read, ends, kept]) await calls.destroy(sid);
  const touch = isKept ? (before === after ? 'expiry alone' : 'cookie and expiry') : 'does nothing';
  const expiry = isStill ? 'when it is cleared up' : isLeft ? 'when it is read' : 'by itself';
  return {
    kind,
    server: (await server?.()) ?? null,
    latency,
    touch: canTouch ? touch : 'none',
    expires: isRead ? 'never' : isOpaque ? 'unseen' : expiry,
    lists: (['all', 'length', 'clear'] as const).filter((name) => calls.has(name)),
  };
}

class NoCallback extends Error {}

/** Each rejects, and names itself, where it does not call back in time. */
function answered(calls: StoreCalls, ms: number): StoreCalls {
  const within = async <Value>(method: keyof StoreCalls, work: Promise<Value>): Promise<Value> => {
    const isOver = new AbortController();
    const late = wait(ms, null, { signal: isOver.signal }).then(() => {
      throw new NoCallback(`its ${method} did not call back within ${ms / 1000} s`);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      late.catch(() => {});
      isOver.abort();
    }
  };
  return {
    has: calls.has,
    get: (sid) => within('get', calls.get(sid)),
    set: (sid, session) => within('set', calls.set(sid, session)),
    touch: (sid, session) => within('touch', calls.touch(sid, session)),
    destroy: (sid) => within('destroy', calls.destroy(sid)),
    all: () => within('all', calls.all()),
    length: () => within('length', calls.length()),
    clear: () => within('clear', calls.clear()),
  };
}

/** Some stores answer with an error where nothing is. */
const isFound = (got: Promise<unknown>): Promise<boolean> =>
  got.then(
    (session) => session !== null,
    (error: unknown) => {
      if (error instanceof NoCallback) throw error;
      return false;
    },
  );

async function latencyOf(ask: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let count = 0; count < gets; count += 1) {
    const begun = performance.now();
    await ask();
    took.push(performance.now() - begun);
  }
  return Math.round((took.sort((a, b) => a - b)[gets / 2] ?? 0) * 1000);
}

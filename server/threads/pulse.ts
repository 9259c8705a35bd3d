import { getHeapStatistics } from 'node:v8';

/** Signs of life that a worker leaves in shared memory, where they can be read while its thread is busy. */
export type Pulse = { beats: number; bytes: number };

/** ms between two beats. */
const beatEvery = 50;

export const createPulse = (): SharedArrayBuffer =>
  new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT);

export function readPulse(shared: SharedArrayBuffer): Pulse {
  const cells = new BigInt64Array(shared);
  return { beats: Number(Atomics.load(cells, 0)), bytes: Number(Atomics.load(cells, 1)) };
}

/** Beats until the thread ends. `bytes`: what it uses, in its heap and in buffers outside of it. */
export function startPulse(shared: SharedArrayBuffer): void {
  const cells = new BigInt64Array(shared);
  const beat = () => {
    const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
    Atomics.store(cells, 1, BigInt(heap + external));
    Atomics.add(cells, 0, 1n);
  };
  beat();
  setInterval(beat, beatEvery).unref();
}

import { getHeapStatistics } from 'node:v8';
import { ownThread } from './thread-time.ts';

/** Signs of life that a worker leaves in shared memory, where they can be read while its thread is busy. */
export type Pulse = {
  beats: number;
  bytes: number;
  /** The system's number of the thread, or 0. */
  thread: number;
};

/** ms between two beats. */
export const beatEvery = 50;

export const createPulse = (): SharedArrayBuffer =>
  new SharedArrayBuffer(3 * BigInt64Array.BYTES_PER_ELEMENT);

export function readPulse(shared: SharedArrayBuffer): Pulse {
  const cells = new BigInt64Array(shared);
  const [beats = 0, bytes = 0, thread = 0] = [0, 1, 2].map((cell) => Number(Atomics.load(cells, cell)));
  return { beats, bytes, thread };
}

/** Beats until the thread ends. `bytes`: what it uses, in its heap and in buffers outside of it. */
export function startPulse(shared: SharedArrayBuffer): void {
  const cells = new BigInt64Array(shared);
  Atomics.store(cells, 2, BigInt(ownThread()));
  const beat = () => {
    const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
    Atomics.store(cells, 1, BigInt(heap + external));
    Atomics.add(cells, 0, 1n);
  };
  beat();
  setInterval(beat, beatEvery).unref();
}

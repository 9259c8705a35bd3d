import { getHeapStatistics } from 'node:v8';
import { ownThread } from './thread-time.ts';

/** Signs of life that a worker leaves in shared memory, where they can be read while its thread is busy. */
export type Pulse = {
  beats: number;
  bytes: number;
  /** The system's number of the thread, or 0. */
  thread: number;
  /** What the worker says it is about, as it likes. */
  mark: number[];
};

/** ms between two beats. */
export const beatEvery = 50;

const signs = 3;
const marks = 2;
const markFrom = signs * BigInt64Array.BYTES_PER_ELEMENT;

export const createPulse = (): SharedArrayBuffer =>
  new SharedArrayBuffer(markFrom + marks * Int32Array.BYTES_PER_ELEMENT);

/** The part of a pulse that a worker may write what it likes into. */
export const markIn = (shared: SharedArrayBuffer): Int32Array => new Int32Array(shared, markFrom, marks);

export function readPulse(shared: SharedArrayBuffer): Pulse {
  const cells = new BigInt64Array(shared, 0, signs);
  const [beats = 0, bytes = 0, thread = 0] = [0, 1, 2].map((cell) => Number(Atomics.load(cells, cell)));
  return { beats, bytes, thread, mark: [...markIn(shared)] };
}

/** Beats until the thread ends. `bytes`: what it uses, in its heap and in buffers outside of it. */
export function startPulse(shared: SharedArrayBuffer): void {
  const cells = new BigInt64Array(shared, 0, signs);
  Atomics.store(cells, 2, BigInt(ownThread()));
  const beat = () => {
    const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
    Atomics.store(cells, 1, BigInt(heap + external));
    Atomics.add(cells, 0, 1n);
  };
  beat();
  setInterval(beat, beatEvery).unref();
}

import type { Port } from './rpc.ts';

/** How a thread came to its end, as far as that can be seen from outside. */
export type ThreadEnd =
  | { reason: 'unresponsive'; ms: number }
  | ({ reason: 'crashed' } & Crash)
  | { reason: 'exited'; code: number }
  | { reason: 'out-of-memory'; limit: number }
  /** It sent what does not fit what it may send. */
  | { reason: 'garbled'; what: string }
  /** It showed signs of life, and did not answer. */
  | { reason: 'no-answer'; ms: number }
  /** Its process ended. `by`: a signal or an exit code. */
  | { reason: 'killed'; by: string }
  /** Its process closed the way to the app. */
  | { reason: 'cut-off' };

/** Code threw where nothing catches it. `request`: the one whose code it was, where that is known. */
export type Crash = { message: string; request: string | null };

export type WatchLimits = {
  /** ms without control after which the thread is ended. */
  unresponsiveAfter: number;
  /** MB */
  memory: number;
};

export type Life = {
  beats: number;
  /** ms since it was last seen alive. */
  silent: number;
  mark: readonly number[];
};

export type OutputStream = 'stdout' | 'stderr';

/** Where a thread runs that works for us: it is sent messages, and watched. Until then it loads, and does nothing. */
export type Host = Port<unknown> & {
  /** From here on it is looked after; `onEnd` is told once. */
  watch(limits: WatchLimits, onEnd: (end: ThreadEnd) => void): void;
  life(): Life;
  onPrinted(listener: (stream: OutputStream, text: string) => void): void;
  /** Settles when it has ended, watched or not. */
  readonly gone: Promise<void>;
  /** Whether it keeps this process alive. */
  ref(): void;
  unref(): void;
  /** Settles when it has ended, or cannot be ended yet. */
  terminate(): Promise<void>;
};

/** Makes the host of a thread that may use so many MB. */
export type SpawnHost = (memory: number) => Host;

/** What a host needs to know of its thread. */
export type HostedWorker = {
  url: URL;
  /** MB of its heap at most. */
  heap: number;
  /** MB of its young generation. */
  nursery?: number | undefined;
};

/** What the thread is handed as `workerData`. */
export type HostedData = {
  /** Written by the thread: see pulse.ts. */
  pulse: SharedArrayBuffer;
};

import type { ThreadTime } from './thread-time.ts';

export type WatchdogSettings = {
  /** Its signs of life: how often it has beaten, 0 before it lives, and the bytes that it says it uses. */
  signs: () => { beats: number; bytes: number };
  /** What the system says of its thread. */
  time: () => ThreadTime | null;
  /** Bytes of the process that it is in. */
  processBytes: () => number;
  /** ms */
  unresponsiveAfter: number;
  /** MB outside of the heap */
  memory: number;
  onUnresponsive: (ms: number) => void;
  onOutOfMemory: () => void;
};

/** Looks at a worker's signs of life from outside, so that a thread that never gives control back is noticed. */
export type Watchdog = {
  /** ms for which the worker was not held up by other processes since it was last seen alive; about 0 when it is well. */
  silentFor(): number;
  stop(): void;
};

/** ms between two looks. */
const lookEvery = 50;
/** ms between two looks that count. This thread, or the whole machine, may have slept: that is not the worker's silence. */
const longestBetween = 2 * lookEvery;
const bytesPerMegabyte = 1024 * 1024;

/**
 * ms between two looks for which a silent thread ran, or slept in a call. One that waits for a CPU which others have
 * cannot give a sign of life. Where the system does not tell, all the time that passed.
 */
export function silenceBetween(before: ThreadTime | null, after: ThreadTime | null, passed: number): number {
  if (before === null || after === null) return Math.min(passed, longestBetween);
  const ran = after.ran - before.ran;
  if (after.isRunnable) return ran;
  const slept = passed - ran - (after.queued - before.queued);
  return ran + Math.max(0, Math.min(slept, longestBetween));
}

export function createWatchdog(settings: WatchdogSettings): Watchdog {
  const { signs, time, processBytes, unresponsiveAfter, onUnresponsive, onOutOfMemory } = settings;
  const limit = settings.memory * bytesPerMegabyte;
  let beats = 0;
  let silent = 0;
  let lookedAt = performance.now();
  let timeBefore: ThreadTime | null = null;
  let memoryWhenWell = processBytes();

  const look = () => {
    const now = performance.now();
    const passed = now - lookedAt;
    lookedAt = now;
    const seen = signs();
    const timeNow = time();
    const silence = silenceBetween(timeBefore, timeNow, passed);
    timeBefore = timeNow;
    if (seen.beats === 0) return;
    const memory = processBytes();
    if (seen.beats !== beats) {
      beats = seen.beats;
      silent = 0;
      memoryWhenWell = memory;
      if (seen.bytes > limit) onOutOfMemory();
      return;
    }
    silent += silence;
    // A silent worker cannot count its bytes, but what the process has gained meanwhile is most likely its.
    if (memory - memoryWhenWell > limit) onOutOfMemory();
    else if (silent > unresponsiveAfter) onUnresponsive(silent);
  };

  const timer = setInterval(look, lookEvery);
  return { silentFor: () => silent, stop: () => clearInterval(timer) };
}

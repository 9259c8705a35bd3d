import { readPulse } from './pulse.ts';

export type WatchdogSettings = {
  pulse: SharedArrayBuffer;
  /** ms */
  unresponsiveAfter: number;
  /** MB outside of the heap */
  memory: number;
  onUnresponsive: (ms: number) => void;
  onOutOfMemory: () => void;
};

/** Looks at a worker's pulse from outside, so that a thread that never gives control back is noticed. */
export type Watchdog = {
  /** ms since the worker was last seen alive; about 0 when it is well. */
  silentFor(): number;
  stop(): void;
};

/** ms between two looks. */
const lookEvery = 50;
const bytesPerMegabyte = 1024 * 1024;

export function createWatchdog(settings: WatchdogSettings): Watchdog {
  const { pulse, unresponsiveAfter, onUnresponsive, onOutOfMemory } = settings;
  const limit = settings.memory * bytesPerMegabyte;
  let beats = 0;
  let silent = 0;
  let lookedAt = performance.now();
  let memoryWhenWell = process.memoryUsage.rss();

  const look = () => {
    const now = performance.now();
    // This thread, or the whole machine, may have slept: that is not the worker's silence.
    const passed = Math.min(now - lookedAt, 2 * lookEvery);
    lookedAt = now;
    const seen = readPulse(pulse);
    if (seen.beats === 0) return;
    const memory = process.memoryUsage.rss();
    if (seen.beats !== beats) {
      beats = seen.beats;
      silent = 0;
      memoryWhenWell = memory;
      if (seen.bytes > limit) onOutOfMemory();
      return;
    }
    silent += passed;
    // A silent worker cannot count its bytes, but what the process has gained meanwhile is most likely its.
    if (memory - memoryWhenWell > limit) onOutOfMemory();
    else if (silent > unresponsiveAfter) onUnresponsive(silent);
  };

  const timer = setInterval(look, lookEvery);
  return { silentFor: () => silent, stop: () => clearInterval(timer) };
}

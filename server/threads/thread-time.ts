import { readFileSync, readlinkSync } from 'node:fs';

/**
 * What the system says of a thread: ms for which it ran, ms for which it waited for a CPU, and whether it runs or waits
 * for one now; a wait is added to `queued` when it is over.
 */
export type ThreadTime = { ran: number; queued: number; isRunnable: boolean };

const nanosecondsPerMs = 1e6;

/** The system's number of this thread, or 0 where it cannot be had. */
export function ownThread(): number {
  try {
    return Number(/\/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/**
 * The times of a thread, of this process unless another is named; null where they cannot be had, which is everywhere but on Linux. There
 * `worker.cpuUsage()` does not help: it has no word for whether a thread with little CPU sleeps or is starved.
 */
export function readThreadTime(thread: number, process: number | 'self' = 'self'): ThreadTime | null {
  if (thread === 0) return null;
  try {
    const task = `/proc/${process}/task/${thread}`;
    const times = readFileSync(`${task}/schedstat`, 'latin1');
    const [ran = 0, queued = 0] = times.split(' ').map((ns) => Number(ns) / nanosecondsPerMs);
    // Its name stands in front, in brackets, and may have any text in it.
    const state = /.*\) (\w)/s.exec(readFileSync(`${task}/stat`, 'latin1'))?.[1];
    // A kernel that does not keep these times says 0.
    return ran > 0 ? { ran, queued, isRunnable: state === 'R' } : null;
  } catch {
    return null;
  }
}

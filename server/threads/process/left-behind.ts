import { readdirSync, readFileSync } from 'node:fs';

/** Each process that is started from here on carries it in its environment, and hands it on. */
export const markName = 'SESSION_PLAYGROUND_PROCESS';

/**
 * Ends whatever carries a mark, also what has left its group or its parent: an app may start processes that are meant to
 * outlive it. Only where the system tells of environments in files (Linux); elsewhere nothing happens.
 */
export function endMarked(mark: string): void {
  for (const pid of carriersOf(markName, mark)) tryToEnd(pid);
}

/** The processes, but this one, that carry a variable with this value. */
export const carriersOf = (name: string, value: string): number[] =>
  pids().filter((pid) => pid !== process.pid && environmentOf(pid).includes(`${name}=${value}\0`));

function pids(): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

/** Nothing of another user's, or of a process that has ended. */
function environmentOf(pid: number): string {
  try {
    return `${readFileSync(`/proc/${pid}/environ`, 'latin1')}\0`;
  } catch {
    return '';
  }
}

function tryToEnd(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

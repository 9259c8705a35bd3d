import { readFileSync } from 'node:fs';

/** ms between two looks at who the parent is. */
const interval = 300;

/** Whether npm, npx or the like runs this process: whoever starts it in another way may mean it to outlive them. */
export const isRunByNpm = (env: NodeJS.ProcessEnv = process.env): boolean =>
  env['npm_execpath'] !== undefined;

/**
 * Ends this process, as SIGTERM does, when its parent has ended: npm hands a signal on to the shell that it runs a
 * script in, and that shell goes without telling anybody. Where npm itself is ended, the shell may stay.
 */
export function endWithParent(): void {
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === grandparent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, interval);
  timer.unref();
}

/** Where the system tells it in a file; null where it does not. */
function parentOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // After the name, which may hold anything, come the state and the parent.
    return stat.slice(stat.lastIndexOf(')')).split(' ')[2] ?? null;
  } catch {
    return null;
  }
}

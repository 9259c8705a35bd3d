/** ms between two looks at who the parent is. */
const interval = 300;

/**
 * Ends this process, as SIGTERM does, when its parent has ended: npm hands a signal on to the shell that it runs a
 * script in, and that shell goes without telling anybody.
 */
export function endWithParent(): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, interval);
  timer.unref();
}

import { fileURLToPath } from 'node:url';
import type { ForkOptions, UtilityProcess } from 'electron';
import type { SpawnChild } from '../server/index.ts';

/** Of Electron's `utilityProcess`, what is needed here. */
type Forks = {
  fork(modulePath: string, args: string[], options: ForkOptions): Forked;
};
type Forked = Pick<UtilityProcess, 'pid' | 'stdout' | 'stderr' | 'postMessage' | 'kill'> & {
  on(event: 'spawn', listener: () => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  on(event: 'message', listener: (message: unknown) => void): unknown;
};

const label = 'Session Playground lab';

/**
 * Starts processes for foreign code: the app's own executable does not run as Node, by its fuses, so that Electron's
 * utility processes stand for Node's. They have no pipe of their own; the same bytes come as messages.
 */
export const utilitySpawner =
  (utilityProcess: Forks): SpawnChild =>
  (entry, env) => {
    const child = utilityProcess.fork(fileURLToPath(entry), [], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      serviceName: label,
    });
    /** What is written before it runs; null once it does. */
    let early: Uint8Array[] | null = [];
    child.on('spawn', () => {
      for (const chunk of early ?? []) child.postMessage(chunk);
      early = null;
    });
    return {
      pid: () => child.pid,
      write: (chunk) => {
        if (early === null) child.postMessage(chunk);
        else early.push(chunk);
      },
      onChunk: (listener) => {
        child.on('message', (chunk) => {
          if (chunk instanceof Uint8Array) listener(chunk);
        });
      },
      onPrinted: (listener) => {
        child.stdout?.on('data', (chunk) => listener('stdout', String(chunk)));
        child.stderr?.on('data', (chunk) => listener('stderr', String(chunk)));
      },
      onEnd: (listener) => {
        child.on('exit', (code) => listener(`exit code ${code}`));
      },
      kill: () => {
        // Electron's own kill asks it to end, which one that is stopped does not hear.
        if (child.pid === undefined || !killAtOnce(child.pid)) child.kill();
      },
      // Only windows keep the desktop app alive.
      ref: () => {},
      unref: () => {},
    };
  };

function killAtOnce(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

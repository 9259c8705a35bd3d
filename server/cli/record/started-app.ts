import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { whereVariable } from '../../observer/send/where.ts';

/** How a command ended. */
export type AppEnd = { code: number | null; signal: NodeJS.Signals | null };

export type StartedApp = {
  /** Rejects where it cannot be started. */
  ended: Promise<AppEnd>;
  kill(signal: NodeJS.Signals): void;
};

/**
 * Starts a command whose processes load `preload` first, and find in `where` whom to tell. `inTerminal`: whether a terminal
 * tells all of them what ends them. Elsewhere they are a group that is told by us: npm, alone, would wait for what it has started.
 */
export function startRecorded(
  command: readonly string[],
  { preload, where, inTerminal }: { preload: string; where: string; inTerminal: boolean },
): StartedApp {
  const isGroup = !inTerminal && process.platform !== 'win32';
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    stdio: 'inherit',
    detached: isGroup,
    // npm and its like are scripts there, which only a shell starts.
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      NODE_OPTIONS: withPreload(process.env['NODE_OPTIONS'], preload),
      [whereVariable]: where,
    },
  });
  return {
    ended: once(child, 'exit').then(([code, signal]) => ({ code, signal })),
    kill: (signal) => {
      if (!isGroup || child.pid === undefined) child.kill(signal);
      else if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, signal);
    },
  };
}

/** NODE_OPTIONS with one more module to load first. A path is quoted as Node reads it: spaces, quotes and backslashes are kept. */
export function withPreload(options: string | undefined, preload: string): string {
  const quoted = `"${preload.replaceAll(/[\\"]/g, '\\$&')}"`;
  return [...(options === undefined || options.trim() === '' ? [] : [options]), `--require ${quoted}`].join(
    ' ',
  );
}

/** What a shell gives for it. */
export const exitCodeOf = ({ code, signal }: AppEnd): number =>
  code ?? (signal === null ? 1 : 128 + (constants.signals[signal] ?? 0));

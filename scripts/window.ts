import { spawn } from 'node:child_process';

export type WindowEnd = { type: 'closed'; code: number } | { type: 'never-opened'; reason: string };

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** ms within which an end by a signal, or as a shell ends what it cannot run, means that nothing was shown. */
const startingTime = 10_000;

function judge(code: number | null, signal: NodeJS.Signals | null, ran: number, lastLine: string): WindowEnd {
  if (signal !== null && forwarded.some((name) => name === signal)) return { type: 'closed', code: 0 };
  const hasFailed = signal !== null || code === 126 || code === 127;
  if (hasFailed && ran < startingTime) {
    return { type: 'never-opened', reason: lastLine || `it ended with ${signal ?? code}` };
  }
  return { type: 'closed', code: code ?? 1 };
}

/** Runs the desktop app until it ends, handing on the signals that this process gets. */
export function runWindow(executable: string, args: readonly string[]): Promise<WindowEnd> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const handOn = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  // Before the spawn: a signal that comes while it starts must not end this process alone.
  for (const signal of forwarded) process.on(signal, handOn);
  const started = performance.now();
  const child = spawn(executable, args, {
    stdio: ['inherit', 'inherit', 'pipe'],
    env,
    // A group of its own: the terminal gives Ctrl-C to every process of one, and with what is handed on here the window
    // would get it twice, which Electron takes for a kill.
    detached: process.platform !== 'win32',
  });
  let lastWords = '';
  child.stderr.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk);
    lastWords = (lastWords + chunk.toString()).slice(-4096);
  });

  return new Promise<WindowEnd>((resolve) => {
    child.on('error', ({ message }) => resolve({ type: 'never-opened', reason: message }));
    child.on('close', (code, signal) => {
      const lastLine = lastWords.trim().split('\n').at(-1) ?? '';
      resolve(judge(code, signal, performance.now() - started, lastLine));
    });
  }).finally(() => {
    for (const signal of forwarded) process.off(signal, handOn);
  });
}

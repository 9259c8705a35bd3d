import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test as base } from '@playwright/test';
import { requireBuild } from '../scripts/build.ts';
import { inRepository } from '../scripts/root.ts';

requireBuild();

export type App = {
  /** The page's address, with its token. */
  url: string;
  labUrl: string;
  pid: number;
  /** What it said on stderr so far. */
  said(): string;
  /** Ends it as Ctrl-C does; answers its exit code. */
  stop(): Promise<number | null>;
};

async function firstLine(child: ChildProcess, said: () => string): Promise<string> {
  if (child.stdout === null) throw new Error('expected a pipe');
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`serve ended with ${code} before it gave its address:\n${said()}`);
  });
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  return String(line);
}

/** Starts the built app as a user does who has no window. `place`: from where, and with what environment. */
export async function startApp(
  args: readonly string[] = [],
  place: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<App> {
  const command = [inRepository('out/main/cli.js'), 'serve', '--no-open', '--json', ...args];
  const child = spawn(process.execPath, command, { ...place, stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const said = (): string => stderr;
  const { url, labUrl } = JSON.parse(await firstLine(child, said));
  return {
    url,
    labUrl,
    pid: child.pid ?? 0,
    said,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      const [code] = await ended;
      return code;
    },
  };
}

/** `app`: a fresh app for this test, stopped after it. */
export const test = base.extend<{ app: App }>({
  app: async ({ browserName: _ }, use) => {
    const app = await startApp();
    await use(app);
    await app.stop();
  },
});
export { expect } from '@playwright/test';

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { main } from './main.ts';

const entry = join(import.meta.dirname, '../cli.ts');

export type CliResult = { code: number | null; stdout: string; stderr: string };

/** For tests: starts the command as a user would. It does not outlive the test, however that ends. */
export function startCli(args: readonly string[]) {
  const child = spawn(process.execPath, [entry, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill();
  });
  return child;
}

/** For tests: what the command does, in this process. That it ends as a process of its own is `spawnCli`'s to show. */
export async function runCli(...args: string[]): Promise<CliResult> {
  const result: CliResult = { code: null, stdout: '', stderr: '' };
  const io = {
    out: (text: string) => {
      result.stdout += text;
    },
    err: (text: string) => {
      result.stderr += text;
    },
  };
  result.code = await main(args, { entry, io });
  return result;
}

/** For tests: runs the command to its end, as a user would. */
export async function spawnCli(...args: string[]): Promise<CliResult> {
  const child = startCli(args);
  const result: CliResult = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    result.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    result.stderr += text;
  });
  await once(child, 'close');
  return { ...result, code: child.exitCode };
}

/** For tests: the first line that a command prints; null when it prints none. */
export async function firstLine(child: ReturnType<typeof startCli>): Promise<string | null> {
  for await (const line of createInterface({ input: child.stdout })) return line;
  return null;
}

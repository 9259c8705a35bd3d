import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import type { LogEvent } from '../contract/events/events.ts';
import { whereVariable } from '../observer/send/where.ts';
import { createRecording, type Recording, type RecordingSettings } from './recording.ts';

const preload = join(import.meta.dirname, '../app/user/recorded.ts');
export const countingApp = join(import.meta.dirname, 'fixtures/counting-app.cjs');

/** For tests: a recording, a folder for what its apps share, and the file in which they find it. */
export async function startRecording(settings: Partial<RecordingSettings> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'recording-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const recording = await createRecording({ command: null, ...settings });
  onTestFinished(() => recording.close());
  const where = join(folder, 'where.json');
  writeFileSync(where, JSON.stringify(recording.where));
  return { recording, folder, where, ...followed(recording) };
}

/** Everything that is logged, and what waits for something to be. */
export function followed(recording: Recording) {
  const events: LogEvent[] = [];
  const until = new AbortController();
  onTestFinished(() => until.abort());
  let wake = () => {};
  void (async () => {
    for await (const message of recording.messages({ epoch: -1, seq: -1 }, until.signal)) {
      events.push(...message.events);
      wake();
    }
  })();
  const logged = async (isThere: (event: LogEvent) => boolean, count = 1): Promise<LogEvent[]> => {
    for (;;) {
      const found = events.filter(isThere);
      if (found.length >= count) return found;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { events, logged };
}

/** For tests: an app that is recorded, as `record` starts it, once it listens. */
export async function startApp(file: string, where: string | null, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [file], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...env,
      ...(where !== null && { NODE_OPTIONS: `--require "${preload}"`, [whereVariable]: where }),
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, origin: await firstLine(child) };
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('It has no output.');
  for await (const line of createInterface({ input: stdout })) return line;
  throw new Error('It ended before it listened.');
}

/** For tests: one browser, which keeps the session cookie that it is given. */
export function visitor() {
  let cookie = '';
  return async (url: string) => {
    const answer = await fetch(url, { headers: cookie === '' ? {} : { cookie }, redirect: 'manual' });
    const [line] = answer.headers.getSetCookie();
    if (line !== undefined) cookie = line.split(';', 1)[0] ?? '';
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
}

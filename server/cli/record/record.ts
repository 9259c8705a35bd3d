import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../contract/message-of.ts';
import { whereFile, whereVariable } from '../../observer/send/where.ts';
import { createRecording, type Recording } from '../../recording/recording.ts';
import { openBrowser } from '../process/open-browser.ts';
import type { Io } from '../process/output.ts';
import { startOnPort } from '../process/start-on-port.ts';
import { exitCodeOf, type StartedApp, startRecorded } from './started-app.ts';
import { isRecording, writeWhereabouts } from './whereabouts.ts';

export type RecordSettings = {
  /** What is started; empty to wait for apps that send by themselves. */
  command: readonly string[];
  open: boolean;
  port?: number;
  pageDir: string;
  /** What the processes of the app load first. */
  preload: string;
  io: Io;
};

/** ms in which a page that is loaded anew follows again. */
const reloadTime = 3_000;

/**
 * Starts an app observed, with the timeline of it on a page. Its exit code is what comes of this; while somebody looks at the
 * page, that stays after the app's end.
 */
export async function record(settings: RecordSettings): Promise<number> {
  const { command, preload, io } = settings;
  const file = process.env[whereVariable] ?? whereFile(process.cwd());
  if (command.length > 0 && (await isRecording(file))) {
    io.err('A recording of this folder is running: this command is in it as well.\n');
    const joined = startRecorded(command, { preload, where: file, inTerminal: process.stdin.isTTY === true });
    const stop = handOn(joined);
    return ended(joined, io).finally(stop);
  }
  return recordAnew(settings, file);
}

async function recordAnew(
  { command, open, port, pageDir, preload, io }: RecordSettings,
  file: string,
): Promise<number> {
  if (!existsSync(join(pageDir, 'index.html'))) io.err('The page is not built yet: run npm run build.\n');
  const recording = await createRecording({ command: command.length === 0 ? null : command.join(' ') });
  const undo: Array<() => unknown> = [() => recording.close()];
  const asked = new AbortController();
  try {
    const app = await startOnPort({ pageDir, recording, ...(port !== undefined && { port }) });
    undo.push(() => app.close());
    undo.push(writeWhereabouts(file, recording.where));
    const url = `${app.url}&open=${encodeURIComponent('/recording')}`;
    io.err(`Session Playground: ${url}\n`);
    if (open) undo.push(openBrowser(url));
    if (command.length === 0) {
      io.err('Apps of this folder that observe with { send: true } are recorded. Ctrl+C ends it.\n');
      const stop = onSignals(() => asked.abort());
      await aborted(asked.signal);
      stop();
      return 0;
    }
    const started = startRecorded(command, {
      preload,
      where: file,
      inTerminal: process.stdin.isTTY === true,
    });
    const stop = handOn(started, () => asked.abort());
    const code = await ended(started, io, recording);
    if (!asked.signal.aborted && recording.followers() > 0) {
      io.err('The page keeps what was recorded until it is closed. Ctrl+C ends it.\n');
      await untilNobodyFollows(recording, asked.signal);
    }
    stop();
    return code;
  } finally {
    for (const one of undo.toReversed()) await one();
  }
}

async function ended(started: StartedApp, io: Io, recording?: Recording): Promise<number> {
  try {
    const end = await started.ended;
    recording?.ended(end.code, end.signal);
    return exitCodeOf(end);
  } catch (error) {
    recording?.ended(null, null);
    io.err(`It could not be started: ${messageOf(error)}\n`);
    return 127;
  }
}

/**
 * What ends us ends the app: it is told the same, unless the terminal has told it already, as it tells Ctrl+C to all that run in it.
 * Asked once more, it is killed.
 */
function handOn(started: StartedApp, onAsked: () => void = () => {}): () => void {
  let isAsked = false;
  return onSignals((signal) => {
    onAsked();
    if (isAsked) started.kill('SIGKILL');
    else if (signal !== 'SIGINT' || !process.stdin.isTTY) started.kill(signal);
    isAsked = true;
  });
}

function onSignals(act: (signal: NodeJS.Signals) => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, act);
  return () => {
    for (const signal of signals) process.off(signal, act);
  };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

async function untilNobodyFollows(recording: Recording, asked: AbortSignal): Promise<void> {
  let since: number | null = null;
  while (!asked.aborted) {
    const now = performance.now();
    if (recording.followers() > 0) since = null;
    else if (since !== null && now - since > reloadTime) return;
    else since ??= now;
    await Promise.race([aborted(asked), new Promise((resolve) => setTimeout(resolve, 100))]);
  }
}

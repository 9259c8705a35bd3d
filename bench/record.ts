import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import session from 'express-session';
import { inRepository } from '../scripts/root.ts';
import { observe } from '../server/observer/observe.ts';
import { whereVariable } from '../server/observer/send/where.ts';
import { load } from './autocannon.ts';
import { type Figure, median } from './figures.ts';
import { visited } from './observer.ts';

const aim = 0.8;
const httpRounds = 5;
const processRounds = 41;
const perRound = 150;
const args = ['--connections', '20', '--duration', '4'];

async function started(file: string, argument: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [inRepository(file), argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, line: String(line) };
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}

async function perSecond(origin: string): Promise<number> {
  const first = await fetch(`${origin}/views`);
  const cookie = first.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  return (await load(`${origin}/views`, [...args, '--headers', `cookie=${cookie}`])).requests.average;
}

const figure = (name: string, ratios: number[], detail: string): Figure => ({
  name,
  aim: `at least ${aim.toFixed(2)}`,
  met: median(ratios) >= aim,
  median: median(ratios),
  runs: ratios,
  unit: '×',
  detail,
});

/** An app that is recorded, its events streamed to a recording in another process, against the same app bare, in turn. */
export async function streamedVsBare(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-record-'));
  const where = join(folder, 'where.json');
  const host = await started('bench/recording-host.ts', where);
  const NODE_OPTIONS = `--require "${inRepository('out/main/record-preload.cjs')}"`;
  const bare = await started('bench/counting-app.cjs', '');
  const recorded = await started('bench/counting-app.cjs', '', { NODE_OPTIONS, [whereVariable]: where });
  try {
    const [bareUrl, recordedUrl] = [bare, recorded].map(({ line }) => `http://127.0.0.1:${line}`);
    const overHttp: number[] = [];
    const rates: Array<{ bare: number; recorded: number }> = [];
    for (let round = -1; round < httpRounds; round += 1) {
      const rate = { bare: await perSecond(bareUrl ?? ''), recorded: await perSecond(recordedUrl ?? '') };
      if (round < 0) continue;
      rates.push(rate);
      overHttp.push(rate.recorded / rate.bare);
    }
    const middle = (key: 'bare' | 'recorded') => Math.round(median(rates.map((rate) => rate[key])));
    return [
      figure(
        'Requests/s of an app that is recorded, as a share of the same app bare',
        overHttp,
        `autocannon, 20 connections, 4 s each in turn, a writer with its session; the recording in a process of its own: ${middle('recorded')}/s recorded, ${middle('bare')}/s bare`,
      ),
      await inProcess(where),
    ];
  } finally {
    await Promise.all([host, bare, recorded].map(({ child }) => ended(child)));
    rmSync(folder, { recursive: true });
  }
}

async function inProcess(where: string): Promise<Figure> {
  const count = (req: { session: object }) =>
    Reflect.set(req.session, 'n', Number(Reflect.get(req.session, 'n') ?? 0) + 1);
  const bare = await visited(session, count);
  const streamed = await visited(observe(session, { send: where }), count);
  for (const run of [bare, streamed]) await run(perRound * 30);
  const ratios: number[] = [];
  for (let round = 0; round < processRounds; round += 1) {
    const before = round % 2 === 0 ? await bare(perRound) : undefined;
    const cost = await streamed(perRound);
    ratios.push((before ?? (await bare(perRound))) / cost);
  }
  return figure(
    'CPU time of a writer bare, as a share of the same streamed to a recording',
    ratios,
    'light-my-request in process; what the recording itself takes is not in it',
  );
}

import { readFileSync } from 'node:fs';
import { inRepository } from '../scripts/root.ts';
import { originOf } from '../server/contract/endpoints.ts';
import { defaultLabConfig } from '../server/contract/options/lab-config.ts';
import { createLab } from '../server/lab/host.ts';
import { createPlayground } from '../server/playground/create-playground.ts';
import type { SpawnHost } from '../server/threads/host.ts';
import { spawnNode } from '../server/threads/process/child.ts';
import { processSpawner } from '../server/threads/process-spawner.ts';
import { defaultMemory, labIn, workerSpawner } from '../server/threads/spawn.ts';
import { workerUrl } from '../server/threads/worker-url.ts';
import { load } from './autocannon.ts';
import { type Figure, median } from './figures.ts';

const rounds = 7;
const loadRounds = 3;
const handler = `(req, res) => { req.session.views = (req.session.views ?? 0) + 1; res.json({ views: req.session.views }); }`;

/** As built: what is measured is what people run. */
const built = (name: 'lab-worker' | 'relay'): URL =>
  workerUrl(new URL(`file://${inRepository('out/main/main.js')}`).href, name);
const pids: number[] = [];
const spawnProcess = processSpawner((entry, env) => {
  const child = spawnNode(entry, env);
  pids.push(child.pid() ?? 0);
  return child;
}, built('relay'));
const inProcess: SpawnHost = (memory) => spawnProcess(labIn(built('lab-worker'), memory));
const inThread = workerSpawner(built('lab-worker'));

const playgroundWith = (spawnForeign: SpawnHost) =>
  createPlayground({
    config: defaultLabConfig(),
    browsers: ['alice'],
    createLab: (settings) => createLab({ ...settings, spawn: inThread, spawnForeign }),
  });

/** ms from applying a handler to its first answer. */
async function applyToAnswer(spawnForeign: SpawnHost): Promise<number> {
  const playground = await playgroundWith(spawnForeign);
  const begun = performance.now();
  const outcome = await playground.setHandler(handler);
  if (!outcome.ok) throw new Error('The handler was refused.');
  await (await fetch(`${originOf(playground.state().endpoints)}/mine`)).text();
  const took = performance.now() - begun;
  await playground.close();
  return took;
}

/** One that was loaded some time before. */
async function loaded(spawn: SpawnHost): Promise<SpawnHost> {
  const host = spawn(defaultMemory);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  return () => host;
}

/** What a handler's process of its own costs, against the same in a thread of the app. */
export async function foreignProcess(): Promise<Figure[]> {
  const runs = { thread: [] as number[], process: [] as number[], spare: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const thread = await applyToAnswer(inThread);
    const process = await applyToAnswer(inProcess);
    const spare = await applyToAnswer(await loaded(inProcess));
    if (round === 0) continue;
    runs.thread.push(thread);
    runs.process.push(process);
    runs.spare.push(spare);
  }
  const shares: number[] = [];
  const perSecond = { thread: [] as number[], process: [] as number[] };
  const memory: number[] = [];
  for (let round = 0; round < loadRounds; round += 1) {
    const thread = await requestsPerSecond(inThread);
    const process = await requestsPerSecond(inProcess);
    memory.push(residentMegabytes(process.status));
    perSecond.thread.push(thread.average);
    perSecond.process.push(process.average);
    shares.push(process.average / thread.average);
  }
  const seconds = (ms: readonly number[]) => ms.map((one) => one / 1000);
  const middle = (values: readonly number[]) => Math.round(median(values));
  return [
    {
      name: 'From applying a handler to its first answer, in a process of its own',
      aim: 'at most 1 s',
      met: median(runs.process) <= 1000,
      median: median(runs.process) / 1000,
      runs: seconds(runs.process),
      unit: 's',
      detail: `the process started anew; the same in a thread started anew: ${middle(runs.thread)} ms`,
    },
    {
      name: 'The same with a spare process that is loaded',
      aim: 'at most 0.3 s',
      met: median(runs.spare) <= 300,
      median: median(runs.spare) / 1000,
      runs: seconds(runs.spare),
      unit: 's',
      detail: 'as from the second handler on',
    },
    {
      name: 'Requests/s of a recorded handler in a process, as a share of the same in a thread',
      aim: 'at least 0.90',
      met: median(shares) >= 0.9,
      median: median(shares),
      runs: shares,
      unit: '×',
      detail: `autocannon, 20 connections, 4 s each in turn, a handler that counts: ${middle(perSecond.process)}/s in a process, ${middle(perSecond.thread)}/s in a thread, every event logged`,
    },
    {
      name: 'Memory of such a process after that load',
      aim: 'at most 400 MB',
      met: median(memory) <= 400,
      median: median(memory),
      runs: memory,
      unit: 'MB',
      detail: 'resident set, its Node included',
    },
  ];
}

async function requestsPerSecond(spawn: SpawnHost): Promise<{ average: number; status: string }> {
  const playground = await playgroundWith(spawn);
  await playground.setHandler(handler);
  const origin = originOf(playground.state().endpoints);
  const first = await fetch(`${origin}/mine`);
  const cookie = first.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const args = ['--connections', '20', '--duration', '4', '--headers', `cookie=${cookie}`];
  const { requests } = await load(`${origin}/mine`, args);
  await playground.settled();
  const status = spawn === inProcess ? readFileSync(`/proc/${pids.at(-1)}/status`, 'latin1') : '';
  await playground.close();
  return { average: requests.average, status };
}

const residentMegabytes = (status: string): number => {
  const kilobytes = /^VmRSS:\s*(\d+) kB/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error('The system does not tell the memory of a process.');
  return Number(kilobytes) / 1024;
};

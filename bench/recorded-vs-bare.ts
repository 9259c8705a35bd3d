import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { originOf } from '../server/contract/endpoints.ts';
import { defaultLabConfig } from '../server/contract/options/lab-config.ts';
import { createPlayground } from '../server/playground/create-playground.ts';
import { load } from './autocannon.ts';
import { type Figure, median } from './figures.ts';

const rounds = 3;
const aim = 0.75;
const args = ['--connections', '20', '--duration', '4'];

/** Requests/s of a visitor who comes back, at `GET /views`: one load and one save each. */
async function perSecond(origin: string): Promise<number> {
  const first = await fetch(`${origin}/views`);
  const cookie = first.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const { requests } = await load(`${origin}/views`, [...args, '--headers', `cookie=${cookie}`]);
  return requests.average;
}

/** A lab as the app runs it (recorded, drained, logged) against the same app bare, each in a worker, in turn. */
export async function recordedVsBare(): Promise<Figure[]> {
  const playground = await createPlayground({ config: defaultLabConfig(), browsers: ['alice'] });
  const worker = new Worker(new URL('./bare-app.ts', import.meta.url));
  const [port] = await once(worker, 'message');
  const bareUrl = `http://127.0.0.1:${port}`;
  await perSecond(bareUrl);
  await perSecond(originOf(playground.state().endpoints));
  const runs: Array<{ bare: number; recorded: number }> = [];
  for (let round = 0; round < rounds; round += 1) {
    const bare = await perSecond(bareUrl);
    runs.push({ bare, recorded: await perSecond(originOf(playground.state().endpoints)) });
  }
  await worker.terminate();
  await playground.close();
  const ratios = runs.map(({ bare, recorded }) => recorded / bare);
  const middle = (key: 'bare' | 'recorded') => Math.round(median(runs.map((run) => run[key])));
  return [
    {
      name: 'Requests/s of a recorded lab, as a share of the same app bare',
      aim: `at least ${aim.toFixed(2)}`,
      met: median(ratios) >= aim,
      median: median(ratios),
      runs: ratios,
      unit: '×',
      detail: `autocannon, 20 connections, 4 s each in turn, GET /views with its session: ${middle('recorded')}/s recorded, ${middle('bare')}/s bare`,
    },
  ];
}

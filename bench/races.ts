import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { inRepository } from '../scripts/root.ts';
import { createRaces } from '../server/races/host.ts';
import { ProblemError } from '../server/words/problems.ts';
import { type Figure, median } from './figures.ts';
import { bareRequests, enumerateAll, threeWriters, writersOf } from './race-ground.ts';

const rounds = 3;

/** Requests/s of a race that is run in every order, against the same app dispatched in process, in turn. */
export async function raceVsBare(): Promise<Figure[]> {
  const ground = await threeWriters();
  const count = 3 * (await enumerateAll(ground)).size;
  await bareRequests(ground, count);
  const runs: Array<{ race: number; bare: number }> = [];
  for (let round = 0; round < rounds; round += 1) {
    const race = await timed(() => enumerateAll(ground));
    const bare = await timed(() => bareRequests(ground, count));
    runs.push({ race: (count / race) * 1000, bare: (count / bare) * 1000 });
  }
  await ground.close();
  const ratios = runs.map(({ race, bare }) => race / bare);
  const middle = (key: 'race' | 'bare') => Math.round(median(runs.map((run) => run[key])));
  return [
    {
      name: 'Requests/s of a race run in every order, as a share of bare dispatch in process',
      aim: 'at least 0.80',
      met: median(ratios) >= 0.8,
      median: median(ratios),
      runs: ratios,
      unit: '×',
      detail: `three writers, all 1,680 schedules run whole, in turn with light-my-request on the same app and store: ${middle('race')}/s held, ${middle('bare')}/s bare`,
    },
  ];
}

/** Time to have run all 1,680 schedules of three writers, against fast-check's scheduler on the same held lab. */
export async function raceVsFastCheck(): Promise<Figure[]> {
  const ground = await threeWriters();
  const all = (await enumerateAll(ground)).size;
  const own = await timed(() => enumerateAll(ground));
  const seen = new Set<string>();
  let tries = 0;
  const theirs = await timed(async () => {
    while (seen.size < all) {
      const [scheduler] = fc.sample(fc.scheduler(), { numRuns: 1, seed: ++tries });
      if (scheduler === undefined) throw new Error('fast-check gave no scheduler.');
      const run = await ground.begin();
      const schedule: number[] = [];
      for (const place of run.heldRequests.keys()) {
        const step = () => {
          schedule.push(place);
          return run.step(place);
        };
        scheduler.scheduleSequence([step, step, step]);
      }
      await scheduler.waitIdle();
      seen.add(schedule.join());
    }
  });
  await ground.close();
  return [
    {
      name: 'Covering all 1,680 schedules of three writers, as a multiple of fast-check’s speed',
      aim: 'at least 20',
      met: theirs / own >= 20,
      median: theirs / own,
      runs: [theirs / own],
      unit: '×',
      detail: `all run whole in ${Math.round(own)} ms; fast-check’s scheduler, on the same held lab, had seen all after ${tries} runs, ${(theirs / 1000).toFixed(1)} s`,
    },
  ];
}

const searches = [
  { name: 'four alike', writers: 4, isDistinct: false, aim: 1 },
  { name: 'five alike', writers: 5, isDistinct: false, aim: 1 },
  { name: 'four distinct', writers: 4, isDistinct: true, aim: 1.5 },
  { name: 'five distinct', writers: 5, isDistinct: true, aim: 1.5 },
  { name: 'six distinct', writers: 6, isDistinct: true, aim: 60 },
];

/** Seconds until races are wholly explored in their worker: learnt, counted, held against one after the other, verified. */
export async function raceSearches(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, writers, isDistinct, aim } of searches) {
    const runs: number[] = [];
    const cpu: number[] = [];
    let detail = '';
    for (let round = 0; round < rounds; round += 1) {
      const races = createRaces();
      await races.explore(writersOf(2, false));
      const spec = writersOf(writers, isDistinct);
      const before = process.cpuUsage();
      const explored = await races.explore(spec);
      const { user, system } = process.cpuUsage(before);
      await races.close();
      if (!explored.ok) throw new ProblemError(explored.problems);
      const { schedules, effort, verified } = explored.result;
      if (!schedules.exact) throw new Error('Not every schedule was counted.');
      runs.push(effort.ms / 1000);
      cpu.push((user + system) / 1e6);
      detail = `${median(cpu).toFixed(2)} s of CPU; ${schedules.total.toLocaleString('en')} schedules counted exactly by ${effort.states.toLocaleString('en')} states; ${effort.requests.toLocaleString('en')} requests dispatched, ${verified} schedules run whole`;
    }
    figures.push({
      name: `Seconds to explore ${name} writers of three steps`,
      aim: `at most ${aim}`,
      met: median(runs) <= aim,
      median: median(runs),
      runs,
      unit: 's',
      detail,
    });
  }
  return figures;
}

const peaks = [
  { name: 'five', writers: 5, aim: 250 },
  { name: 'six', writers: 6, aim: 1000 },
];

/** Peak memory of a process that explores distinct writers. */
export async function raceMemory(): Promise<Figure[]> {
  return peaks.map(({ name, writers, aim }) => {
    const runs = Array.from({ length: rounds }, () => peakOf(writers));
    return {
      name: `Peak memory while ${name} distinct writers are explored`,
      aim: `at most ${aim}`,
      met: median(runs) <= aim,
      median: median(runs),
      runs,
      unit: 'MB',
      detail: 'maximum resident set of a process that does nothing else, its Node included',
    };
  });
}

function peakOf(writers: number): number {
  const script = [inRepository('bench/race-peak.ts'), String(writers)];
  const { stdout, stderr } = spawnSync(process.execPath, script, { encoding: 'utf8' });
  const peak = Number(stdout);
  if (!(peak > 0)) throw new Error(stderr);
  return peak;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

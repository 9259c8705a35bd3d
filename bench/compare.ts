import { scenarioSchema } from '../server/contract/scenario/scenario.ts';
import { createPlayground } from '../server/playground/create-playground.ts';
import { createRaces } from '../server/races/host.ts';
import { compare } from '../server/scenarios/compare/compare.ts';
import { type Figure, median } from './figures.ts';

const rounds = 3;

const scenario = scenarioSchema.parse({
  format: 'session-playground/scenario@1',
  title: 'Writer and reader',
  browsers: ['alice'],
  steps: [
    { send: { browser: 'alice', path: '/views' } },
    {
      together: [
        { id: 'writer', browser: 'alice', method: 'POST', path: '/cart/apples', work: 30 },
        { id: 'reader', browser: 'alice', path: '/me', work: 60 },
      ],
    },
  ],
});
const dimensions = [
  { key: 'resave', values: ['true', 'false'] },
  { key: 'rolling', values: ['true', 'false'] },
];

/** Seconds to compare two overlapping requests over 2 x 2 options, labs and race worker started anew each time. */
export async function compareTwoByTwo(): Promise<Figure[]> {
  const runs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    const races = createRaces();
    await compare({ scenario, dimensions }, { createPlayground, races });
    runs.push((performance.now() - started) / 1000);
    await races.close();
  }
  return [
    {
      name: 'Seconds to compare two overlapping requests over 2 x 2 options',
      aim: 'at most 2',
      met: median(runs) <= 2,
      median: median(runs),
      runs,
      unit: 's',
      detail: 'each combination run over HTTP and its race in all 20 orders, with workers started anew',
    },
  ];
}

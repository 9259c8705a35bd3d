import { afterAll } from 'vitest';
import {
  type RaceResult,
  type RaceSpec,
  type RaceSpecInput,
  raceSpecSchema,
} from '../contract/races/races.ts';
import { ProblemError } from '../words/problems.ts';
import { createRaceEngine, type RaceEngine, type RaceEngineSettings } from './race-engine.ts';

/** An engine in this thread, for as long as the tests of a file run. */
export function testEngine(settings: RaceEngineSettings = {}): RaceEngine {
  const engine = createRaceEngine(settings);
  afterAll(() => engine.close());
  return engine;
}

/** A race of alice, who has a session. */
export const aliceRaces = (
  requests: RaceSpecInput['requests'],
  more: Partial<RaceSpecInput> = {},
): RaceSpec =>
  raceSpecSchema.parse({
    browsers: ['alice'],
    before: [{ send: { browser: 'alice', path: '/views' } }],
    requests,
    ...more,
  });

export const withOptions = (options: object): Partial<RaceSpecInput> => ({ lab: { options } });

export const alice = {
  writes: { browser: 'alice', method: 'POST', path: '/cart/apples' },
  reads: { browser: 'alice', path: '/me' },
  counts: { browser: 'alice', path: '/views' },
  logsOut: { browser: 'alice', method: 'POST', path: '/logout' },
  regenerates: { browser: 'alice', method: 'POST', path: '/regenerate' },
} as const satisfies Record<string, RaceSpecInput['requests'][number]>;

export async function resultOf(engine: RaceEngine, spec: RaceSpec, max?: number): Promise<RaceResult> {
  const explored = await engine.explore(spec, { max });
  if (!explored.ok) throw new ProblemError(explored.problems);
  return explored.result;
}

/** How many schedules end as a serial order does, and how many in each anomaly. */
export const tally = ({ schedules, outcomes, anomalies }: RaceResult) => ({
  total: schedules.total,
  serial: outcomes
    .filter(({ serial }) => serial)
    .reduce((sum, outcome) => sum + Number(outcome.schedules), 0),
  ...Object.fromEntries(anomalies.map(({ kind, schedules: count }) => [kind, count])),
});

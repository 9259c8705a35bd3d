import { defaultLabConfig, type LabConfig } from '../../../server/contract/options/lab-config.ts';
import type {
  AnomalyKind,
  RaceOutcome,
  RaceResult,
  RaceSpecInput,
} from '../../../server/contract/races/races.ts';
import { pageSentence } from '../../page-problems.ts';
import type { Answer } from './answer/answer-slice.ts';
import { presetDrafts } from './setup/presets.ts';
import { keyOf, readSetup, type Setup } from './setup/setup.ts';

export const sampleSetup = (config: LabConfig = defaultLabConfig()): Setup => {
  const { before, requests } = presetDrafts('writer and reader', 'alice');
  const raceRequests = [...before, ...requests].map((draft, key) => ({ key, draft }));
  return {
    before: raceRequests.slice(0, before.length),
    raceRequests: raceRequests.slice(before.length),
    config,
  };
};

export function specOf(setup: Setup): RaceSpecInput {
  const read = readSetup(setup, null);
  if (!read.ok) throw new Error(pageSentence(read.problem.problem));
  return read.spec;
}

export const outcome = (
  id: number,
  schedules: number,
  anomaly: AnomalyKind | null,
  share = schedules / 20,
): RaceOutcome => ({
  id,
  schedules,
  share,
  serial: anomaly === null,
  anomaly,
  words: '',
  store: {},
  responses: [],
  jars: {},
  example: [`A.load`, `B.load`],
  doomedAt: anomaly === null ? null : 1,
});

export const sampleResult = (outcomes: RaceOutcome[], ms = 20): RaceResult => {
  const bad = outcomes.filter(({ anomaly }) => anomaly !== null);
  return {
    schedules: { total: 20, distinct: 20, exact: true },
    outcomes,
    anomalies: bad.flatMap(({ id, anomaly, schedules, example }) =>
      anomaly === null ? [] : [{ kind: anomaly, schedules, example, outcomes: [id] }],
    ),
    verified: 20,
    effort: { requests: 60, states: 30, ms },
    requests: [
      { id: 'A', browser: 'alice', method: 'POST', path: '/cart/apples' },
      { id: 'B', browser: 'alice', method: 'GET', path: '/me' },
    ],
    config: defaultLabConfig(),
    versions: { node: '24', express: '5', expressSession: '1.19.0' },
  };
};

/** The answer to a setup: 9 of 20 orders lose a write, or none. */
export const answerTo = (setup: Setup, lost = 9): Answer => {
  const spec = specOf(setup);
  const outcomes = [outcome(0, 20 - lost, null), ...(lost > 0 ? [outcome(1, lost, 'lost update')] : [])];
  return { key: keyOf(spec), spec, setup, result: sampleResult(outcomes) };
};

import { expect, it } from 'vitest';
import { labConfigSchema } from '../../contract/options/lab-config.ts';
import type { AnomalyKind, RaceResult } from '../../contract/races/races.ts';
import { raceReportOf } from './report.ts';
import { parseReporters, show } from './reporters.ts';

const outcome = (id: number, anomaly: AnomalyKind | null) => ({
  id,
  schedules: 2,
  share: 1 / 3,
  serial: anomaly === null,
  anomaly,
  words: anomaly ?? '',
  store: {},
  responses: [],
  jars: {},
  example: ['A.load', 'B.load'],
  doomedAt: null,
});
const anomaly = (kind: AnomalyKind, id: number) => ({
  kind,
  schedules: 2,
  example: ['A.load', 'B.load'],
  outcomes: [id],
});
const clean: RaceResult = {
  schedules: { total: 6, distinct: 6, exact: true },
  outcomes: [outcome(0, null)],
  anomalies: [],
  verified: 6,
  effort: { requests: 1, states: 1, ms: 1 },
  requests: ['A', 'B'].map((id) => ({ id, browser: 'alice', method: 'GET', path: '/' })),
  config: labConfigSchema.parse({}),
  versions: { node: '', express: '', expressSession: '' },
};
const bothKinds: RaceResult = {
  ...clean,
  outcomes: [outcome(0, null), outcome(1, 'lost delete'), outcome(2, 'lost update')],
  anomalies: [anomaly('lost delete', 1), anomaly('lost update', 2)],
};

async function reported(result: RaceResult, failOn?: AnomalyKind[]) {
  const report = raceReportOf('a.scenario.json', { title: 'A race', claim: null, result }, failOn);
  let out = '';
  const io = {
    out: (text: string) => {
      out += text;
    },
  };
  await show([report], { reporters: parseReporters('junit,github') ?? [], isOne: true, io });
  const cases = [...out.matchAll(/<testcase .*? name="([^"]*)"(\/?)>/g)];
  return {
    isGrave: report.isGrave,
    cases: cases.map(([, name, end]) => [name, end === '/']),
    annotated: [...out.matchAll(/::(.*)$/gm)].map(([, words]) => words?.replace(/^.*?::/, '')),
  };
}

const deleted = '2 of 6 orders bring back alice’s destroyed session. For example A.load B.load';
const updated = '2 of 6 orders lose alice’s write. For example A.load B.load';

it.each([
  [
    'each kind where any is',
    undefined,
    true,
    [
      ['lost delete', false],
      ['lost update', false],
    ],
    [`lost delete: ${deleted}`, `lost update: ${updated}`],
  ],
  [
    'only the kinds that are',
    ['lost update'],
    true,
    [
      ['lost delete', true],
      ['lost update', false],
    ],
    [`lost update: ${updated}`],
  ],
  [
    'nothing where none is',
    ['stale read'],
    false,
    [
      ['lost delete', true],
      ['lost update', true],
    ],
    [],
  ],
] as const)(
  'fails in JUnit and on GitHub %s to end with 1',
  async (_what, failOn, isGrave, cases, annotated) => {
    expect(await reported(bothKinds, failOn && [...failOn])).toEqual({ isGrave, cases, annotated });
  },
);

it('has a case of its own where nothing is found, which fails where nothing was raced', async () => {
  const name = 'every order ends as one request after the other';
  expect(await reported(clean, ['lost update'])).toEqual({
    isGrave: false,
    cases: [[name, true]],
    annotated: [],
  });
  expect(await reported({ ...clean, unmet: 'no-steps' }, ['lost update'])).toMatchObject({
    isGrave: true,
    cases: [[name, false]],
    annotated: [expect.stringContaining('Nothing was raced')],
  });
  const partly = { ...clean, schedules: { ...clean.schedules, exact: false } };
  expect((await reported(partly)).cases).toEqual([
    ['every order that was looked at ends as one request after the other', true],
  ]);
});

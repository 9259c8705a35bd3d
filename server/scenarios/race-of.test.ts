import { describe, expect, it } from 'vitest';
import { problem } from '../contract/errors.ts';
import { raceSpecSchema } from '../contract/races/races.ts';
import { type ScenarioInput, scenarioFormat, scenarioSchema } from '../contract/scenario/scenario.ts';
import { ProblemError } from '../words/problems.ts';
import { linesOf } from '../words/told.test-helper.ts';
import { inScenario, raceOf } from './race-of.ts';

type StepInput = ScenarioInput['steps'][number];
type RequestInput = Extract<StepInput, { together: unknown }>['together'][number];

const visit: RequestInput = { browser: 'alice', path: '/views' };
const scenario = (...steps: StepInput[]) =>
  scenarioSchema.parse({ format: scenarioFormat, title: 'A race', browsers: ['alice'], steps });
const raced = (...steps: StepInput[]) => {
  const made = raceOf(scenario(...steps));
  if (!made.ok) throw new ProblemError(made.problems);
  return made.race;
};
const idsOf = (...requests: RequestInput[]) => raced({ together: requests }).requests.map(({ id }) => id);
const problemOf = (...steps: StepInput[]) => linesOf(raceOf(scenario(...steps)))[0] ?? null;

describe('the race in a scenario', () => {
  it('is its first together of two or more, with all that comes before', () => {
    const before: StepInput[] = [
      { send: visit },
      { expect: { sessions: 1 } },
      { together: [visit] },
      { configure: { resave: false } },
      { advance: 1000 },
    ];
    const race = raced(...before, { together: [visit, visit] }, { together: [visit, visit, visit] });
    expect(race.before).toEqual(scenario(...before).steps);
    expect(race.requests).toHaveLength(2);
    expect(raceSpecSchema.parse(race)).toEqual(race);
  });

  it('knows no times, since every order is looked at', () => {
    const { requests } = raced({ together: [{ ...visit, work: 50, after: 10 }, visit] });
    expect(requests.map(({ work, after }) => [work, after])).toEqual([
      [undefined, 0],
      [undefined, 0],
    ]);
  });

  it('names requests that have no id by their place, around the ids that are taken', () => {
    expect(idsOf(visit, visit, visit)).toEqual(['A', 'B', 'C']);
    expect(idsOf({ ...visit, id: 'writer' }, visit)).toEqual(['writer', 'B']);
    expect(idsOf({ ...visit, id: 'B' }, visit)).toEqual(['B', 'C']);
    expect(idsOf({ ...visit, id: 'B' }, visit, { ...visit, id: 'C' })).toEqual(['B', 'D', 'C']);
  });
});

describe('a place inside the race', () => {
  it.each([
    ['before[1].send.path', 'steps[1].send.path'],
    ['requests[0].path', 'steps[2].together[0].path'],
    ['requests', 'steps[2].together'],
    ['lab.options.name', 'lab.options.name'],
    ['', ''],
  ])('%j is %j in the scenario', (at, path) => {
    const race = raced({ send: visit }, { wait: 1 }, { together: [visit, visit] });
    expect(inScenario(race, [problem('same-id', at, {})])).toEqual([problem('same-id', path, {})]);
  });
});

describe('a scenario without a race says where one was expected', () => {
  it('when nothing is sent together', () => {
    expect(problemOf({ send: visit })).toBe(
      'steps: expected a step “together” with two or more requests to race, found none',
    );
  });
  it('when only one request is', () => {
    expect(problemOf({ send: visit }, { together: [visit] })).toBe(
      'steps[1].together: expected two or more requests to race, found one',
    );
  });
  it('when there are too many', () => {
    expect(problemOf({ together: Array(9).fill(visit) })).toBe(
      'steps[0].together: expected at most 8 requests to race, found 9',
    );
  });
  it('when it has more than one process, one app, or a store that works', () => {
    const race: StepInput = { together: [visit, visit] };
    const labProblem = (lab: object) => linesOf(raceOf(scenarioSchema.parse({ ...scenario(race), lab })))[0];
    expect(labProblem({ instances: 2 })).toBe('lab.instances: a race runs in one process, expected 1');
    const oneApp = 'lab.apps: a race has one app, expected no others (secondApp is short for one)';
    expect(labProblem({ secondApp: {} })).toBe(oneApp);
    expect(labProblem({ apps: [{ id: 'shop' }] })).toBe(oneApp);
    expect(problemOf({ fault: { connected: false } }, race)).toBe(
      'steps[0].fault: a store that fails cannot be raced',
    );
    expect(problemOf(race, { fault: { connected: false } })).toBeNull();
  });
});

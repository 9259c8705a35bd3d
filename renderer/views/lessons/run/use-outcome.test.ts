import { describe, expect, it } from 'vitest';
import type { ExpectationResult } from '../../../../server/contract/scenario/results.ts';
import { scenarioSchema } from '../../../../server/contract/scenario/scenario.ts';
import { allHold, outcomeOf, outcomeWords, withGoal } from './use-outcome.ts';

const scenario = scenarioSchema.parse({
  format: 'session-playground/scenario@1',
  title: 'A lesson',
  browsers: ['alice'],
  steps: [{ send: { browser: 'alice', path: '/views' } }, { expect: { sessions: 1 } }],
  task: { text: 'Leave none.', goal: [{ sessions: 0 }], hint: 'An option.' },
});
const result = (step: number, holds: boolean): ExpectationResult => ({
  step,
  holds,
  expectation: { sessions: 1 },
  expected: 'sessions in the store: 1',
  seen: '1',
  event: 3,
});

describe('a lesson with a task', () => {
  it('is run once, its goal checked after its own expectations', () => {
    expect(withGoal(scenario).steps).toEqual([...scenario.steps, { expect: { sessions: 0 } }]);
    expect(outcomeOf(scenario, [result(1, true), result(2, false)])).toEqual({
      checks: [result(1, true)],
      goal: [result(2, false)],
    });
  });
});

describe('what is said of the checks', () => {
  it('is whether the claim holds, with whose options, and how many failed', () => {
    expect(outcomeWords([result(1, true), result(2, true)], true)).toBe('The claim holds: 2 of 2 checks.');
    expect(outcomeWords([result(1, true), result(2, false)], false)).toBe(
      'The claim does not hold with your options: 1 of 2 checks failed.',
    );
    expect(outcomeWords([], true)).toBe('It expects nothing, so nothing was checked.');
  });

  it('does not hold for nothing', () => {
    expect(allHold([])).toBe(false);
  });
});

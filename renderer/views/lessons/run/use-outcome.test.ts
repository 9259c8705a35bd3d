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
    expect(outcomeOf(scenario, { expectations: [result(1, true), result(2, false)], requests: 1 })).toEqual({
      checks: [result(1, true)],
      goal: [result(2, false)],
      requests: 1,
    });
  });
});

describe('what is said of the checks', () => {
  it('is whether the claim holds, with whose options, and how many failed', () => {
    const words = (checks: ExpectationResult[], isOwn: boolean, requests = 1) =>
      outcomeWords({ checks, goal: [], requests }, isOwn);
    expect(words([result(1, true), result(2, true)], true)).toBe('The claim holds: 2 of 2 checks.');
    expect(words([result(1, true), result(2, false)], false)).toBe(
      'With your options the claim no longer holds, as it should: 1 of 2 checks come out otherwise.',
    );
    expect(words([result(1, false)], true)).toBe('The claim does not hold: 1 of 1 checks failed.');
    expect(words([], true)).toBe('It expects nothing, so nothing was checked.');
    expect(words([result(1, true)], true, 0)).toBe('It sends no request, so nothing was checked.');
  });

  it('begins with the task where that is solved, for a claim that a cure ends is no failure', () => {
    const solved = { checks: [result(1, false)], goal: [result(2, true)], requests: 1 };
    expect(outcomeWords(solved, false)).toMatch(
      /^Solved\. With your options .* no longer holds, as it should/,
    );
  });

  it('does not hold for nothing', () => {
    expect(allHold([], 1)).toBe(false);
    expect(allHold([result(1, true)], 0)).toBe(false);
    expect(allHold([result(1, true)], 1)).toBe(true);
  });
});

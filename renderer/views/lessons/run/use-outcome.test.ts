import { describe, expect, it } from 'vitest';
import type { ExpectationResult } from '../../../../server/contract/scenario/results.ts';
import { scenarioSchema } from '../../../../server/contract/scenario/scenario.ts';
import { optionValue, withOption } from '../../../parts/options/option-value.ts';
import { allHold, type Ground, groundOf, outcomeOf, outcomeWords, withGoal } from './use-outcome.ts';

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

const own = { isOwn: true, hasHeld: false, isForeseen: false };
const other = { ...own, isOwn: false };

describe('what is said of the checks', () => {
  const words = (checks: ExpectationResult[], ground: Ground, requests = 1) =>
    outcomeWords({ checks, goal: [], requests }, ground);

  it('is whether the claim holds, with whose options, and how many failed', () => {
    expect(words([result(1, true), result(2, true)], own)).toBe('The claim holds: 2 of 2 checks.');
    expect(words([result(1, true)], other)).toBe('The claim holds with your options: 1 of 1 checks.');
    expect(words([result(1, false)], own)).toBe('The claim does not hold: 1 of 1 checks failed.');
    expect(words([], own)).toBe('It expects nothing, so nothing was checked.');
    expect(words([result(1, true)], own, 0)).toBe('It sends no request, so nothing was checked.');
  });

  it('says “no longer” only of a claim that was seen to hold, and “as it should” only where that is known', () => {
    const failing = [result(1, true), result(2, false)];
    const end = ': 1 of 2 checks come out otherwise.';
    expect(words(failing, other)).toBe(`With your options the claim does not hold${end}`);
    expect(words(failing, { ...other, hasHeld: true })).toBe(
      `With your options the claim no longer holds${end}`,
    );
    expect(words(failing, { ...other, hasHeld: true, isForeseen: true })).toBe(
      `With your options the claim no longer holds, as it should${end}`,
    );
  });

  it('begins with the task where that is solved, for a claim that a cure ends is no failure', () => {
    const solved = { checks: [result(1, false)], goal: [result(2, true)], requests: 1 };
    expect(outcomeWords(solved, other)).toMatch(
      /^Solved\. With your options .* no longer holds, as it should/,
    );
  });

  it('does not hold for nothing', () => {
    expect(allHold([], 1)).toBe(false);
    expect(allHold([result(1, true)], 0)).toBe(false);
    expect(allHold([result(1, true)], 1)).toBe(true);
  });
});

describe('the ground on which it is said', () => {
  const about = scenarioSchema.parse({ ...scenario, claim: 'With `resave` it is written.' });
  const entry = { id: 'a', origin: 'file' as const, chapter: '', scenario: about };
  const flipped = (path: string) => withOption(about.lab, path, !optionValue(about.lab, path));

  it('is that the lesson held with its own options, and names what was set otherwise', () => {
    expect(groundOf(entry, about.lab, undefined)).toEqual(own);
    expect(groundOf(entry, flipped('resave'), undefined)).toEqual(other);
    const held = { ...other, hasHeld: true };
    expect(groundOf(entry, flipped('resave'), about)).toEqual({ ...held, isForeseen: true });
    expect(groundOf(entry, flipped('rolling'), about)).toEqual(held);
    expect(groundOf(entry, flipped('resave'), { ...about })).toEqual(other);
  });
});

import { describe, expect, it } from 'vitest';
import { type ScenarioInput, scenarioSchema } from '../../../../server/contract/scenario/scenario.ts';
import { optionsThatMatter } from './setup-slice.ts';

const matter = (given: Partial<ScenarioInput>): string[] =>
  optionsThatMatter(
    scenarioSchema.parse({
      format: 'session-playground/scenario@1',
      title: 'A lesson',
      browsers: ['alice'],
      steps: [{ wait: 0 }],
      ...given,
    }),
  ).map(({ path }) => path);

describe('the options that a lesson is about', () => {
  it('are those that it sets to something else than the default', () => {
    expect(
      matter({ lab: { options: { resave: false, rolling: false, cookie: { maxAge: 60_000 } } } }),
    ).toEqual(['resave', 'cookie.maxAge']);
  });

  it('are those that solve its task', () => {
    const solution = { unset: 'destroy', cookie: { secure: true } };
    const task = { text: 'Do it.', hint: 'Think.', goal: [{ sessions: 1 }], solution };
    expect(matter({ task })).toEqual(['unset', 'cookie.secure']);
  });

  it('are those that are named as code, with or without a value', () => {
    expect(matter({ text: ['With `resave: true` and `maxAge`, but not rolling.'] })).toEqual([
      'resave',
      'cookie.maxAge',
    ]);
  });
});

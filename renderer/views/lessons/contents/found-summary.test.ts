import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../../../server/contract/scenario/scenario.ts';
import type { Entry } from '../catalogue/entry.ts';
import { summaryOf } from './find-lessons.ts';

const entry = (id: string, given: Partial<Entry> = {}): Entry => ({
  id,
  chapter: 'Basics',
  origin: 'course',
  scenario: scenarioSchema.parse({
    format: 'session-playground/scenario@1',
    title: id,
    browsers: ['alice'],
    steps: [{ wait: 0 }],
    task: { text: 'Do it.', hint: 'Think.', goal: [{ sessions: 1 }] },
  }),
  ...given,
});
const entries = [entry('one'), entry('two'), entry('mine', { origin: 'file' })];

describe('progress over the course', () => {
  it('says nothing before the first lesson, and begins with it', () => {
    expect(summaryOf(entries, { one: { passed: false, done: false } })).toEqual({
      words: '',
      next: entries[0],
    });
  });

  it('counts the course only, and goes on with the first that was not seen to hold', () => {
    const progress = { one: { passed: true, done: true }, mine: { passed: true, done: true } };
    expect(summaryOf(entries, progress)).toEqual({
      words: 'You have seen 1 of 2 hold, and done 1 of 2 tasks.',
      next: entries[1],
    });
  });

  it('has nowhere to go on to in the end', () => {
    const mark = { passed: true, done: false };
    expect(summaryOf(entries, { one: mark, two: mark }).next).toBeNull();
  });
});

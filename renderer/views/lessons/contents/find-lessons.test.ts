import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../../../server/contract/scenario/scenario.ts';
import type { Entry } from '../catalogue/entry.ts';
import { byChapter, findLessons } from './find-lessons.ts';

const entry = (id: string, chapter: string, text: string): Entry => ({
  id,
  chapter,
  origin: 'course',
  scenario: scenarioSchema.parse({
    format: 'session-playground/scenario@1',
    title: `About ${id}`,
    claim: 'It is so.',
    text: [text],
    browsers: ['alice'],
    steps: [{ wait: 0 }],
  }),
});
const fixation = entry('fixation', 'Login', 'An ID that an attacker knows.');
const writers = entry('two-writers', 'resave', 'The last save wins.');
const idsOf = (entries: readonly Entry[]) => entries.map(({ id }) => id);

describe('finding a lesson', () => {
  it('looks into title, claim, text, chapter and id, for every word', () => {
    expect(idsOf(findLessons([fixation, writers], 'save'))).toEqual(['two-writers']);
    expect(idsOf(findLessons([fixation, writers], 'ATTACKER login'))).toEqual(['fixation']);
    expect(idsOf(findLessons([fixation, writers], 'attacker save'))).toEqual([]);
    expect(idsOf(findLessons([fixation, writers], ' '))).toEqual(['fixation', 'two-writers']);
  });

  it('keeps the chapters in their order', () => {
    expect(byChapter([writers, fixation]).map(({ chapter }) => chapter)).toEqual(['resave', 'Login']);
  });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { chapters } from '../../contract/scenario/lessons.ts';
import type { Scenario } from '../../contract/scenario/scenario.ts';
import { createLabPool } from '../../lab/lab-pool.ts';
import { sampled } from '../../sampled.test-helper.ts';
import { course, findLesson } from './course.ts';
import { runnerOf } from './run-lesson.test-helper.ts';
import { flipped, type Sentences, scenarioOf } from './sentences/sentence.test-helper.ts';
import { provenLessons } from './sentences/sentences.test-helper.ts';

const pool = createLabPool();
const run = runnerOf(pool);
afterAll(pool.close);

/** ms; the labs share a machine with whatever else is tested at that time. */
const timeout = 60_000;

/** Which of a scenario's expectations hold, by their step. Many sentences are about one scenario; it is run once. */
const runs = new Map<string, Promise<Map<number, boolean>>>();
function heldIn(scenario: Scenario): Promise<Map<number, boolean>> {
  const key = JSON.stringify(scenario);
  const held =
    runs.get(key) ??
    run(scenario).then(({ expectations }) => new Map(expectations.map(({ step, holds }) => [step, holds])));
  runs.set(key, held);
  return held;
}

/** What is left of a text when all that has a proof is taken out of it. */
const unproven = (text: string, sentences: Sentences): string =>
  sentences
    .map(({ says }) => says)
    .toSorted((one, other) => other.length - one.length)
    .reduce((left, says) => left.replaceAll(says, ' '), text);

describe.each(Object.entries(provenLessons))('what the chapter %s tells', (chapter, table) => {
  const lessons = course.filter((lesson) => chapters[chapter as keyof typeof chapters] === lesson.chapter);

  it('has proofs for each of its lessons, and for no other', () => {
    expect(Object.keys(table)).toEqual(lessons.map(({ id }) => id));
  });

  const told = lessons.map((lesson) => ({ lesson, id: lesson.id, sentences: table[lesson.id] ?? [] }));
  it.each(told)('$id: every word of it has a proof', ({ lesson: { title, claim, text }, sentences }) => {
    const texts = [title, claim, ...text];
    for (const { says } of sentences)
      expect(
        texts.some((words) => words.includes(says)),
        says,
      ).toBe(true);
    const left = texts.map((words) =>
      unproven(words, sentences)
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    );
    expect(left.filter((words) => words !== '')).toEqual([]);
  });

  const cases = told.flatMap(({ id, lesson, sentences }) =>
    sentences.map((sentence) => ({ id, lesson, sentence, says: sentence.says })),
  );
  // A run with a handler of its own starts a process, which costs as much as thirty others; of these one a chapter.
  const withHandler = cases.filter(({ lesson, sentence }) =>
    JSON.stringify([lesson.lab, sentence]).includes('handler'),
  );
  const left = new Set(sampled(`sentences of ${chapter}`, withHandler, 1));
  const chosen = cases.filter((one) => !withHandler.includes(one) || left.has(one));
  it.concurrent.each(chosen)(
    '$id: $says',
    async ({ lesson, sentence }) => {
      if ('seenAt' in sentence) {
        const held = await heldIn(flipped(lesson, sentence.unless));
        expect(sentence.seenAt).not.toEqual([]);
        const stillHeld = sentence.seenAt.filter((step) => held.get(step) !== false);
        expect(stillHeld, 'expectations that hold in the flipped lesson too').toEqual([]);
      } else if ('holds' in sentence) {
        const { holds, not, sees } = sentence;
        expect([...(await heldIn(scenarioOf(holds, sees))).values()]).toEqual([true]);
        expect([...(await heldIn(scenarioOf(not, sees))).values()]).toEqual([false]);
      } else if ('lesson' in sentence) {
        expect(findLesson(sentence.lesson)?.id).toBe(sentence.lesson);
        expect(sentence.lesson).not.toBe(lesson.id);
      } else if ('test' in sentence) {
        expect(existsSync(join(import.meta.dirname, '../..', sentence.test)), sentence.test).toBe(true);
      }
    },
    timeout,
  );
});

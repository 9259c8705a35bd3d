import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { faultRows, faultTargets } from '../contract/faults/fault-rows.ts';
import { expectationKinds, expectationSchemas } from '../contract/scenario/expectations.ts';
import type { Expectation, Step } from '../contract/scenario/scenario.ts';
import { partsOf, stepKinds, stepWords } from '../contract/scenario/steps.ts';
import { expectedWords } from './expectations/table.ts';
import { course } from './lessons/course.ts';

const folder = fileURLToPath(new URL('./', import.meta.url));
const docs = readFileSync(fileURLToPath(new URL('../../docs/scenarios.md', import.meta.url)), 'utf8');
const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && name !== 'kinds.test.ts')
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
  .join('\n');
const steps: Step[] = course.flatMap((lesson) => lesson.steps);
const isUsed = (kind: string, inLessons: boolean) => inLessons || new RegExp(`{ ${kind}: `).test(tests);

describe('every kind of step', () => {
  it.each(stepKinds)('%s stands in the docs, and is done in a lesson or a test', (kind) => {
    expect(docs).toContain(`| \`${kind}\` | \`{ "${kind}": `);
    expect(
      isUsed(
        kind,
        steps.some((step) => partsOf(step).kind === kind),
      ),
    ).toBe(true);
  });

  it('has words, in every lesson', () => {
    for (const step of steps)
      if (partsOf(step).kind !== 'expect') expect(stepWords(step).join()).toMatch(/\w.* .*\w/);
  });
});

describe('every fault', () => {
  const settings = faultTargets.flatMap((target) =>
    Object.keys(faultRows[target].settings).map((key) => [target, key] as const),
  );

  it.each(settings)('of %s: %s stands in the docs, and happens in a test', (target, key) => {
    expect(docs).toContain(target === 'store' ? `\`${key}\`` : `\`{ "${target}": { "${key}": `);
    const bare = target === 'store' ? '' : `${target}: { `;
    const inLessons = steps.some((step) => 'fault' in step && Object.hasOwn(Object(step.fault), key));
    expect(inLessons || tests.includes(`{ fault: { ${bare}${key}: `)).toBe(true);
  });
});

describe('every kind of expectation', () => {
  const isOf = (kind: string) => (expectation: Expectation) => Object.hasOwn(expectation, kind);
  const used = course.flatMap((lesson) => {
    const words = expectedWords(lesson);
    return lesson.steps.flatMap((step, place) =>
      'expect' in step ? [{ expectation: step.expect, words: words.steps[place] }] : [],
    );
  });

  it.each(expectationKinds)('%s stands in the docs, and is checked in a lesson or a test', (kind) => {
    expect(Object.keys(expectationSchemas[kind].shape)[0]).toBe(kind);
    expect(docs).toContain(`| \`${kind}\` | \`{ "${kind}": `);
    const found = used.filter(({ expectation }) => isOf(kind)(expectation));
    expect(isUsed(kind, found.length > 0)).toBe(true);
    for (const { words } of found) expect(words).toMatch(/\w.* .*\w/);
  });

  it.each(expectationKinds)('%s has no key that is another kind', (kind) => {
    const keys = Object.keys(expectationSchemas[kind].shape);
    expect(keys.filter((key) => Object.hasOwn(expectationSchemas, key))).toEqual([kind]);
  });
});

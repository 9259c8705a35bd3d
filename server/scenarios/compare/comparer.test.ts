import { expect, it } from 'vitest';
import type { CompareSpec, Comparison } from '../../contract/compare/compare.ts';
import { scenarioSchema } from '../../contract/scenario/scenario.ts';
import { createComparer } from './comparer.ts';

const specOf = (title: string): CompareSpec => ({
  scenario: scenarioSchema.parse({
    format: 'session-playground/scenario@1',
    title,
    browsers: ['alice'],
    steps: [{ send: { browser: 'alice', path: '/' } }],
  }),
  dimensions: [{ key: 'resave', values: ['true'] }],
});

function counting(most: number) {
  const made: string[] = [];
  const tools = {
    createPlayground: () => Promise.reject(new Error('not asked for')),
    races: { explore: () => Promise.reject(new Error('not asked for')) },
  };
  const comparer = createComparer(tools, most, async ({ scenario: { title }, dimensions }) => {
    made.push(title);
    if (title === 'refused') throw new Error('no');
    const versions = { node: '24', express: '5', expressSession: '1.19' };
    return {
      title,
      claim: null,
      dimensions,
      cells: [],
      decidedBy: [],
      notRaced: null,
      versions,
    } satisfies Comparison;
  });
  return { made, comparer };
}

it('a comparison is not made again to be exported, but is when it is asked for again', async () => {
  const { made, comparer } = counting(2);
  await comparer.compare(specOf('a'));
  expect(await comparer.comparisonOf(specOf('a'))).toMatchObject({ title: 'a' });
  expect(made).toEqual(['a']);
  await comparer.compare(specOf('a'));
  expect(made).toEqual(['a', 'a']);
});

it('the oldest is forgotten when newer ones have come, and a refusal is never kept', async () => {
  const { made, comparer } = counting(2);
  for (const title of ['a', 'b', 'c']) await comparer.compare(specOf(title));
  await expect(comparer.compare(specOf('refused'))).rejects.toThrow('no');
  await expect(comparer.comparisonOf(specOf('refused'))).rejects.toThrow('no');
  await comparer.comparisonOf(specOf('b'));
  await comparer.comparisonOf(specOf('a'));
  expect(made).toEqual(['a', 'b', 'c', 'refused', 'refused', 'a']);
});

import { describe, expect, it } from 'vitest';
import { sampleResult } from '../code/race/sample-result.test-helper.ts';
import { refuse } from '../contract/errors.ts';
import { raceSpecSchema } from '../contract/races/races.ts';
import type { Races } from './races.ts';
import { remembering } from './remembering.ts';

const race = (path: string) =>
  raceSpecSchema.parse({ browsers: ['alice'], requests: Array(2).fill({ browser: 'alice', path }) });

function counting(most: number, mostOutcomes?: number) {
  const explored: string[] = [];
  const races: Races = {
    explore: async ({ requests }) => {
      const path = requests[0]?.path ?? '';
      explored.push(path);
      if (path === '/refused') return refuse('same-id', 'requests', {});
      return { ok: true, result: sampleResult() };
    },
    look: async () => refuse('shares-something', '', {}),
    close: async () => {},
  };
  return { explored, races: remembering(races, most, mostOutcomes) };
}

describe('what came of a race', () => {
  it('is not run again to be exported, but is when it is explored again', async () => {
    const { explored, races } = counting(2);
    await races.explore(race('/a'));
    expect(await races.resultOf(race('/a'))).toMatchObject({ ok: true });
    expect(explored).toEqual(['/a']);
    await races.explore(race('/a'));
    expect(explored).toEqual(['/a', '/a']);
  });
  it('is another one under another limit', async () => {
    const { explored, races } = counting(2);
    await races.explore(race('/a'), { max: 10 });
    await races.resultOf(race('/a'));
    expect(explored).toEqual(['/a', '/a']);
  });
  it('is forgotten when newer ones have come, and a refusal is never kept', async () => {
    const { explored, races } = counting(2);
    for (const path of ['/a', '/b', '/c', '/refused']) await races.explore(race(path));
    await races.resultOf(race('/b'));
    await races.resultOf(race('/refused'));
    await races.resultOf(race('/a'));
    expect(explored).toEqual(['/a', '/b', '/c', '/refused', '/refused', '/a']);
  });
  it('is forgotten when the newer ones have too many outcomes, but for the last', async () => {
    // Each has two.
    const { explored, races } = counting(8, 5);
    for (const path of ['/a', '/b', '/c']) await races.explore(race(path));
    await races.resultOf(race('/b'));
    expect(explored).toEqual(['/a', '/b', '/c']);
    await races.resultOf(race('/a'));
    expect(explored).toEqual(['/a', '/b', '/c', '/a']);
    const sparing = counting(8, 1);
    for (const path of ['/a', '/b']) await sparing.races.explore(race(path));
    await sparing.races.resultOf(race('/b'));
    expect(sparing.explored).toEqual(['/a', '/b']);
  });
});

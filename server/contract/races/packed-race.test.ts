import { describe, expect, it } from 'vitest';
import { alice, aliceRaces, resultOf, testEngine } from '../../races/engine.test-helper.ts';
import { packResult, unpackResult } from './packed-race.ts';
import type { RaceResult } from './races.ts';

const engine = testEngine();
const items = ['apples', 'pears', 'plums', 'figs'];

describe('a packed result', () => {
  it.each([
    ['a writer and a reader', [alice.writes, alice.reads]],
    ['a logout and a rotation', [alice.logsOut, alice.regenerates]],
    ['four writers', items.map((item) => ({ ...alice.writes, path: `/cart/${item}` }))],
  ])('of %s is, unpacked, what it was, over a wire too', async (_race, requests) => {
    const result = await resultOf(engine, aliceRaces(requests));
    expect(unpackResult(JSON.parse(JSON.stringify(packResult(result))))).toEqual(result);
  });

  it.each([
    ['share their parts, as they come out of the worker', structuredClone<RaceResult>],
    ['share nothing', (result: RaceResult): RaceResult => JSON.parse(JSON.stringify(result))],
  ])('is much smaller where outcomes are many that %s', async (_how, copied) => {
    const requests = items.map((item) => ({ ...alice.writes, path: `/cart/${item}` }));
    const result = copied(await resultOf(engine, aliceRaces(requests)));
    const length = (value: unknown) => JSON.stringify(value).length;
    expect(length(packResult(result))).toBeLessThan(length(result) / 5);
  });
});

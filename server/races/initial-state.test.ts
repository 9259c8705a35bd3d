import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RaceSpecInput, raceSpecSchema } from '../contract/races/races.ts';
import { createRaces } from './host.ts';
import type { Races } from './races.ts';

let races: Races;
beforeAll(() => {
  races = createRaces();
});
afterAll(() => races.close());

const visit = { browser: 'alice', path: '/views' };
const copied = { copyCookie: { from: 'alice', to: 'bob' } };
const explored = (before: RaceSpecInput['before']) =>
  races.explore(
    raceSpecSchema.parse({
      browsers: ['alice', 'bob'],
      before,
      requests: [visit, { ...visit, browser: 'bob' }],
    }),
  );

it('a cookie copied before the race makes two browsers race for one session', async () => {
  const race = await explored([{ send: visit }, copied]);
  if (!race.ok) throw new Error(race.message);
  const { outcomes, anomalies } = race.result;
  expect(anomalies.map(({ kind }) => kind)).toContain('lost update');
  for (const { store, jars } of outcomes) {
    expect(Object.keys(store)).toEqual(['s1']);
    expect(jars['bob']).toBe(jars['alice']);
  }
});

it('a cookie that is not there cannot be copied, and a store that fails cannot be raced', async () => {
  expect(await explored([copied])).toEqual({
    ok: false,
    at: 'before[0].copyCookie.from',
    message: 'alice has no session cookie.',
  });
  expect(await explored([{ send: visit }, { fault: { connected: false } }])).toMatchObject({
    ok: false,
    at: 'before[1].fault',
  });
});

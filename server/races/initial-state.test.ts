import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type RaceSpecInput, raceSpecSchema } from '../contract/races/races.ts';
import { createMemoryStore } from '../stores/memory.ts';
import type { StoreDriver } from '../stores/open-store.ts';
import { createRaces } from './host.ts';
import { createRaceEngine } from './race-engine.ts';
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

it('a race on a store that cannot be set back is refused in words, and the store is closed', async () => {
  const { replace: _, ...opened } = createMemoryStore();
  const close = vi.fn(opened.close);
  const memory: StoreDriver<'memory'> = { kind: 'memory', open: async () => ({ ...opened, close }) };
  const engine = createRaceEngine({ drivers: { memory } });
  const spec = raceSpecSchema.parse({ browsers: ['alice'], requests: [visit, visit] });
  expect(await engine.explore(spec)).toEqual({
    ok: false,
    at: 'lab.store.kind',
    message:
      'a race runs every schedule from the same sessions, and a store of kind “memory” cannot be set back to them. Explore it on another kind.',
  });
  expect(close).toHaveBeenCalledOnce();
  await engine.close();
});

import { describe, expect, it } from 'vitest';
import type { RaceSpecInput } from '../contract/races/races.ts';
import type { StoreKind } from '../contract/stores/store-kinds.ts';
import { isEverything, sampled } from '../sampled.test-helper.ts';
import { alice, aliceRaces } from './engine.test-helper.ts';
import { comparison } from './reference.test-helper.ts';

const { writes, reads, counts, logsOut, regenerates } = alice;
const post = (path: string) => ({ browser: 'alice', method: 'POST' as const, path });

/** Requests whose steps are of every kind, in pairs and threes. */
const mixes: Record<string, RaceSpecInput['requests']> = {
  'two writers': [writes, writes],
  'a writer and a reader': [writes, reads],
  'a logout and a reader': [logsOut, reads],
  'a writer and a rotation': [writes, regenerates],
  'two rotations': [regenerates, regenerates],
  'a writer that reloads first and a reader': [post('/cart/apples?early=reload'), reads],
  'a writer that saves early and a counter': [post('/cart/apples?early=save'), counts],
  'a touch and an unset': [post('/touch'), post('/unset')],
  'a save and a destroy': [post('/save'), post('/destroy')],
  'a failure and a reader': [{ browser: 'alice', path: '/fail' }, reads],
  'a cookie’s change and a writer': [{ ...post('/cookie'), json: { maxAge: 5000 } }, writes],
  'a login and one without a cookie': [
    { ...post('/login'), form: { username: 'johndoe', password: 'password' } },
    { ...counts, cookies: 'omit' },
  ],
  'a page without a session and one that is not there': [
    { browser: 'alice', path: '/' },
    { browser: 'alice', path: '/nowhere' },
  ],
  'two browsers': [writes, { ...counts, browser: 'bob' }, { ...reads, browser: 'bob' }],
  'three writers': [writes, writes, { ...writes, path: '/cart/pears' }],
};

const optionSets: Record<string, NonNullable<RaceSpecInput['lab']>['options']> = {
  defaults: {},
  'resave off': { resave: false, saveUninitialized: false },
  'rolling, with an expiry': { resave: false, rolling: true, cookie: { maxAge: 60_000 } },
  'unset destroys': { unset: 'destroy', saveUninitialized: false },
};

const stores: readonly StoreKind[] = ['memory', 'memory-no-touch', 'memory-non-atomic-touch', 'sqlite'];

describe.each(Object.entries(mixes))('%s', (name, requests) => {
  const isLong = requests.length > 2;
  it.each(Object.entries(optionSets))(
    'with %s: as many schedules behind each outcome as when all are run',
    async (set, options) => {
      for (const kind of isLong ? stores.slice(0, 1) : sampled(`${name}, ${set}`, stores, 1)) {
        const spec = aliceRaces(requests, {
          browsers: ['alice', 'bob'],
          lab: { options, store: { kind } },
        });
        const compared = await comparison(spec);
        if (compared === null) throw new Error('Too many schedules.');
        const { counted, run, total, formula } = compared;
        expect(counted).toEqual(run);
        if (formula !== null) expect(total).toBe(formula);
      }
    },
  );
});

/** Two requests, three requests: each saves early, so that it has four steps. */
const manySchedules = [
  [['apples', 'pears'], 70n],
  [['apples', 'pears', 'plums'], 34_650n],
] as const;

describe.each(isEverything ? manySchedules : manySchedules.slice(0, 1))(
  'requests for %s, of four steps each',
  (items, total) => {
    it(`are counted in their ${total} schedules as they are when all are run`, async () => {
      const early = items.map((item) => post(`/cart/${item}?early=save`));
      const compared = await comparison(aliceRaces(early));
      expect(compared).toMatchObject({ total, formula: total });
      expect(compared?.counted).toEqual(compared?.run);
    }, 300_000);
  },
);

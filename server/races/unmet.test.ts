import { expect, it } from 'vitest';
import type { RaceSpecInput } from '../contract/races/races.ts';
import { alice, aliceRaces, resultOf, testEngine } from './engine.test-helper.ts';

const engine = testEngine();
const unmet = async (requests: RaceSpecInput['requests'], more?: Partial<RaceSpecInput>) =>
  (await resultOf(engine, aliceRaces(requests, more))).unmet;

const both = ['alice', 'bob'];
const bob = { ...alice.counts, browser: 'bob' };
const sessionless = { browser: 'alice', path: '/before' };

it.each([
  ['requests without a session', [sessionless, sessionless], {}],
  ['one that has a session, and one that has none', [alice.counts, sessionless], {}],
  [
    'requests outside of the cookie’s path',
    [alice.counts, alice.reads],
    { lab: { options: { cookie: { path: '/app' } } } },
  ],
] as const)('do not meet in the store: %s', async (_, requests, more) => {
  expect(await unmet([...requests], more)).toBe('no-steps');
});

it('do not meet where each browser has a session of its own', async () => {
  expect(await unmet([alice.counts, bob], { browsers: both })).toBe('apart');
});

const send = { send: { browser: 'alice', path: '/views' } };
it.each([
  ['of one browser', [alice.counts, alice.reads], {}],
  ['of one browser that has no session yet', [alice.counts, alice.counts], { before: [] }],
  [
    'of browsers with one cookie',
    [alice.counts, bob],
    { browsers: both, before: [send, { copyCookie: { from: 'alice', to: 'bob' } }] },
  ],
  ['that are let in one at a time', [alice.counts, alice.reads], { lab: { oneAtATime: true } }],
  [
    'whose handler may reach any session',
    [alice.counts, { browser: 'bob', path: '/mine' }],
    { browsers: both, handler: '(req, res) => res.send("ok")' },
  ],
] as const)('can meet: requests %s', async (_, requests, more) => {
  expect(
    await unmet([...requests], { ...more, before: [...('before' in more ? more.before : [send])] }),
  ).toBe(undefined);
});

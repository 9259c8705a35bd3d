import { describe, expect, it } from 'vitest';
import { defaultLabConfig } from '../../../../server/contract/options/lab-config.ts';
import { sampleSetup, specOf } from '../sample-race.test-helper.ts';
import { differences } from './difference.ts';
import { type FixId, flipped } from './fixes.ts';
import type { Setup } from './setup.ts';

const race = (setup: Setup) => ({ spec: specOf(setup), setup });
const told = (before: Setup, now: Setup) => differences(race(before), race(now));
const plain = sampleSetup();

describe('what was changed between two explorations', () => {
  it.each([
    ['resave', 'resave: true → false'],
    ['queue', 'oneAtATime: false → true'],
    ['save', 'every request saves early'],
    ['reload', 'every request reloads, then saves early'],
  ] satisfies Array<[FixId, string]>)('the cure %s: %s', (id, words) => {
    expect(told(plain, flipped(id, plain))).toEqual([words]);
  });

  it('is told for each option, a cookie’s and the store too, but never a secret', () => {
    const config = defaultLabConfig();
    const { options } = config;
    const now = sampleSetup({
      ...config,
      options: { ...options, secret: ['hush'], cookie: { ...options.cookie, maxAge: 60_000 } },
      store: { kind: 'memory-no-touch' },
    });
    expect(told(plain, now)).toEqual([
      'other secrets',
      'cookie.maxAge: not set → 60000',
      'store: memory → memory-no-touch',
    ]);
  });

  it('is told for one request alone', () => {
    const [first, ...others] = plain.raceRequests;
    if (!first) throw new Error('expected a request');
    const early = { ...first, draft: { ...first.draft, path: '/cart/apples?early=save' } };
    expect(told(plain, { ...plain, raceRequests: [early, ...others] })).toEqual([
      'A saves early, B saves at the end',
    ]);
  });

  it('cannot be told when other requests race', () => {
    expect(told(plain, { ...plain, before: [] })).toBeNull();
    expect(
      told(plain, { ...plain, raceRequests: [...plain.raceRequests, ...plain.raceRequests] }),
    ).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { sampleSetup } from '../sample-race.test-helper.ts';
import { type FixId, fixes, fixIds, flipped } from './fixes.ts';

describe('a cure', () => {
  it.each(fixIds)(
    '%s is off in a fresh race, on when it is put in, and off again when it is taken out',
    (id) => {
      const without = sampleSetup();
      const withIt = flipped(id, without);
      expect(fixes[id].isOn(without)).toBe(false);
      expect(fixes[id].isOn(withIt)).toBe(true);
      expect(flipped(id, withIt)).toEqual(without);
    },
  );

  it.each([
    ['save', ['/cart/apples?early=save', '/me?early=save']],
    ['reload', ['/cart/apples?early=reload', '/me?early=reload']],
    ['resave', ['/cart/apples', '/me']],
  ] satisfies Array<[FixId, string[]]>)('%s asks for %j', (id, paths) => {
    expect(flipped(id, sampleSetup()).raceRequests.map(({ draft }) => draft.path)).toEqual(paths);
  });
});

import { describe, expect, it } from 'vitest';
import { lineOf } from '../../words/problems.ts';
import { problemsOf } from '../input/problems.ts';
import { keepsStoreOf, labConfigSchema, mostFurtherApps, optionsOf, storePlaces } from './lab-config.ts';

const problems = (given: unknown): string[] => {
  const parsed = labConfigSchema.safeParse(given);
  return parsed.success ? [] : problemsOf(parsed.error, labConfigSchema, given).map(lineOf);
};

describe('the apps of a lab', () => {
  it('have what an app has whose author thought of no other, and a secret of their own', () => {
    const { apps } = labConfigSchema.parse({
      apps: [{ id: 'shop' }, { id: 'blog', secret: 'x', path: '/b' }],
    });
    expect(apps).toEqual([
      { id: 'shop', name: 'connect.sid', secret: ['the shop app’s secret'], path: '/' },
      { id: 'blog', name: 'connect.sid', secret: ['x'], path: '/b' },
    ]);
  });

  it('may be given short where there is one more, and stay what they are when they are read again', () => {
    const short = labConfigSchema.parse({ secondApp: { name: 'shop.sid' } });
    expect(short).toEqual(labConfigSchema.parse({ apps: [{ id: 'second', name: 'shop.sid' }] }));
    expect(short).not.toHaveProperty('secondApp');
    expect(labConfigSchema.parse(short)).toEqual(short);
    expect(labConfigSchema.parse({ secondApp: null }).apps).toEqual([]);
    expect(labConfigSchema.parse({ secondApp: {}, apps: [{ id: 'shop' }] }).apps).toMatchObject([
      { id: 'second' },
      { id: 'shop' },
    ]);
  });

  it.each([
    [{ apps: [{ id: '2nd' }] }, 'apps[0].id: expected an app’s id such as shop'],
    [{ apps: [{ id: 'main' }] }, "apps[0].id: main is the app of the lab's own options"],
    [{ apps: [{ id: 'shop' }, { id: 'shop' }] }, 'apps[1].id: the id "shop" is taken by an app before it'],
    [{ apps: [{ name: 'shop.sid' }] }, 'apps[0].id: missing: expected string'],
    [{ apps: [{ id: 'shop', nam: 'x' }] }, 'apps[0]: unknown key "nam" (did you mean "name"?)'],
    [{ secondApp: { nam: 'x' } }, 'secondApp: unknown key "nam" (did you mean "name"?)'],
    [{ secondAp: {} }, 'unknown key "secondAp" (did you mean "secondApp"?)'],
    [
      { secondApp: {}, apps: [{ id: 'second' }] },
      'secondApp: it is short for an app with the id second, and apps has one',
    ],
    [
      { apps: Array.from({ length: mostFurtherApps + 1 }, (_, place) => ({ id: `app${place}` })) },
      'apps: expected at most 8 apps beside the main one',
    ],
  ])('are refused in words: %j', (given, line) => {
    expect(problems(given)).toEqual([expect.stringContaining(line)]);
  });

  it('run with the lab’s options, but for what makes them others', () => {
    const config = labConfigSchema.parse({
      options: { rolling: true, cookie: { maxAge: 60_000 } },
      apps: [{ id: 'shop', name: 'shop.sid', path: '/shop' }],
    });
    expect(optionsOf(config, 'shop')).toMatchObject({
      name: 'shop.sid',
      secret: ['the shop app’s secret'],
      rolling: true,
      cookie: { path: '/shop', maxAge: 60_000 },
    });
    expect(optionsOf(config, 'main')).toBe(config.options);
  });
});

describe('the stores of a lab', () => {
  const lab = (instances: number, sharedStore: boolean, ...apps: string[]) =>
    labConfigSchema.parse({ instances, sharedStore, apps: apps.map((id) => ({ id })) });

  it('are one for each instance, or one for all of them, and one for each other app', () => {
    expect(storePlaces(lab(1, false, 'shop'))).toEqual([undefined, 'shop']);
    expect(storePlaces(lab(2, false, 'shop', 'blog'))).toEqual(['1', '2', 'shop', 'blog']);
    expect(storePlaces(lab(3, true, 'shop'))).toEqual([undefined, 'shop']);
  });

  it('end with the app that is taken out, and with no other', () => {
    const [before, after] = [lab(2, false, 'shop', 'blog'), lab(2, false, 'blog')];
    const kept = ['1', '2', 'shop', 'blog'].filter((place) => keepsStoreOf(place, before, after));
    expect(kept).toEqual(['1', '2', 'blog']);
  });

  it('outlive the instance that shared one', () => {
    expect(keepsStoreOf('3', lab(3, true), lab(2, true))).toBe(true);
    expect(keepsStoreOf(undefined, lab(1, false, 'shop'), lab(1, false))).toBe(true);
  });
});

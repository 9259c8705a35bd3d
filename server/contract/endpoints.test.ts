import { describe, expect, it } from 'vitest';
import { toldOf } from '../words/told.test-helper.ts';
import { appIdSchema, findEndpoint, fromPlace, mainApp, placeInWords, placeOf } from './endpoints.ts';
import { fromStoredKey, storedKey } from './events/stored-key.ts';
import { instancesIn, labConfigSchema } from './options/lab-config.ts';

const config = labConfigSchema.parse({ instances: 2, apps: [{ id: 'second' }, { id: 'shop' }] });
const places = instancesIn(config);

describe('a place', () => {
  it('leads back to the instance it was made of, by itself and in the key of a stored session', () => {
    for (const at of places) {
      const place = placeOf(at);
      expect(fromPlace(place)).toEqual(at);
      expect(fromStoredKey(storedKey('Yk3', place))).toEqual({ sid: 'Yk3', place });
    }
    expect(places.map(placeOf)).toEqual(['1', '2', 'second', 'shop']);
    expect(fromStoredKey('Yk3')).toEqual({ sid: 'Yk3' });
  });

  it('is said in words', () => {
    expect(places.map((at) => placeInWords(placeOf(at)))).toEqual([
      'instance 1',
      'instance 2',
      'the second app',
      'the shop app',
    ]);
  });
});

describe('an app’s id', () => {
  it.each(['shop', 'B2', 'my-app_2'])('may be %s', (id) => {
    expect(appIdSchema.safeParse(id).success).toBe(true);
  });
  it.each(['', '2', '2nd', 'a@b', 'a b', 'a.b', 'a'.repeat(17)])('may not be “%s”', (id) => {
    expect(appIdSchema.safeParse(id).success).toBe(false);
  });
});

describe('where a request goes', () => {
  it.each([
    [{}, { app: mainApp, instance: 1 }],
    [{ instance: 2 }, { app: mainApp, instance: 2 }],
    [
      { app: mainApp, instance: 2 },
      { app: mainApp, instance: 2 },
    ],
    [{ app: 'shop' }, { app: 'shop', instance: 1 }],
    [
      { app: 'second', instance: 1 },
      { app: 'second', instance: 1 },
    ],
  ])('for %j is %j', (asked, endpoint) => {
    expect(findEndpoint(places, asked)).toEqual({ ok: true, endpoint });
  });

  it.each([
    [{ instance: 3 }, 'instance', 'the lab has 2 instances: set its instances first'],
    [{ app: 'shop', instance: 2 }, 'instance', 'the shop app has one instance only'],
    [{ app: 'blog' }, 'app', 'the lab has no blog app: add it to its apps first'],
    [{ app: 'shpo' }, 'app', 'the lab has no shpo app (did you mean "shop"?): add it to its apps first'],
  ])('for %j is refused in words', (asked, at, message) => {
    expect(toldOf(findEndpoint(places, asked))).toEqual({ ok: false, at, message });
  });
});

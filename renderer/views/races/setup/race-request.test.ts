import { describe, expect, it } from 'vitest';
import { draftOf, earlyOf, letterOf, readRaceRequest, withEarly } from './race-request.ts';

describe('save or reload before the work', () => {
  it.each([
    ['/me', 'save', '/me?early=save'],
    ['/me?early=save', 'reload', '/me?early=reload'],
    ['/me?early=reload', 'no', '/me'],
    ['/big?kb=64', 'save', '/big?kb=64&early=save'],
    ['/big?early=save&kb=64', 'no', '/big?kb=64'],
  ] as const)('%s with %s is %s', (path, early, expected) => {
    expect(withEarly(path, early)).toBe(expected);
    expect(earlyOf(expected)).toBe(early);
  });

  it('is nothing when the query says something else', () => {
    expect(earlyOf('/me?early=later')).toBe('no');
  });
});

describe('a request of a race', () => {
  it('goes by a letter, and carries no time', () => {
    const draft = draftOf({ browser: 'alice', method: 'POST', path: '/cart/apples', work: 30 });
    expect(readRaceRequest({ key: 7, draft }, letterOf(1))).toEqual({
      ok: true,
      spec: { id: 'B', browser: 'alice', method: 'POST', path: '/cart/apples', cookies: 'jar' },
    });
  });

  it('that cannot be sent names the field', () => {
    const draft = draftOf({ browser: 'alice', path: 'cart' });
    expect(readRaceRequest({ key: 1, draft }, 'A')).toMatchObject({ ok: false, field: 'path' });
  });
});

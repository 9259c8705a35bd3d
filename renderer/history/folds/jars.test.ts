import { describe, expect, it } from 'vitest';
import type { EventBody, JarCookie } from '../../../server/contract/events/events.ts';
import { logOf } from '../sample-log.test-helper.ts';
import { clockAt, labNowAt } from './config-changes.ts';
import { cookieHeaderOf, jarsAt } from './jars.ts';

const cookie = (name: string, value: string): JarCookie => ({
  name,
  value,
  domain: '127.0.0.1',
  hostOnly: true,
  path: '/',
  expires: null,
  httpOnly: true,
  secure: false,
  sameSite: null,
});
const jar = (...cookies: JarCookie[]): EventBody => ({
  type: 'jar',
  browser: 'alice',
  request: '1',
  verdicts: [],
  cookies,
});
const log = logOf([
  { type: 'browser-added', browser: { name: 'alice', hue: 2 } },
  jar(cookie('sid', 'a')),
  { type: 'clock', offset: 60_000, at: 5_000 },
  { ...jar(cookie('sid', 'b'), cookie('lang', 'en')), at: 6_000 },
  jar(cookie('lang', 'en')),
  { type: 'browser-removed', browser: 'alice' },
]);
const aliceAt = (seq: number) => jarsAt(log, seq)[0];

describe('the jars at a cursor', () => {
  it('show each cookie with what became of it at the last change', () => {
    expect(aliceAt(0)).toMatchObject({ browser: 'alice', hue: 2, cookies: [], changedAt: null });
    expect(aliceAt(3)?.cookies.map((one) => [one.cookie.name, one.change])).toEqual([
      ['sid', 'changed'],
      ['lang', 'added'],
    ]);
    expect(aliceAt(4)).toMatchObject({
      cookies: [{ change: 'same' }],
      removed: [{ name: 'sid', value: 'b' }],
      changedAt: 4,
    });
  });

  it('are the same objects while nothing changes', () => {
    expect(aliceAt(2)).toBe(aliceAt(1));
  });

  it('are those of the browsers that were there', () => {
    expect(jarsAt(log, 5)).toEqual([]);
  });
});

describe('a Cookie header to edit', () => {
  it('begins with what the jar holds now; nobody’s is empty', () => {
    const twoCookies = logOf([
      { type: 'browser-added', browser: { name: 'alice', hue: 2 } },
      jar(cookie('sid', 'a')),
      jar(cookie('sid', 'b'), cookie('lang', 'en')),
    ]);
    expect(cookieHeaderOf(twoCookies, 'alice')).toBe('sid=b; lang=en');
    expect(cookieHeaderOf(twoCookies, 'bob')).toBe('');
  });
});

describe('the lab’s clock at a cursor', () => {
  it('is ahead by what it had been moved', () => {
    expect([clockAt(log, 1), clockAt(log, 2)]).toEqual([0, 60_000]);
    expect(labNowAt(log, 3)).toBe(1_700_000_000_000 + 6 + 60_000);
  });
});

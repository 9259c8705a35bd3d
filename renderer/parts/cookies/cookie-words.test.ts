import { describe, expect, it } from 'vitest';
import type { JarCookie } from '../../../server/contract/events/events.ts';
import { attributeWords, decoded, expiryWords, sidOf, timeLeft } from './cookie-words.ts';

const cookie: JarCookie = {
  name: 'connect.sid',
  value: 's%3Aabc.def',
  domain: '127.0.0.1',
  hostOnly: true,
  path: '/',
  expires: null,
  httpOnly: true,
  secure: false,
  sameSite: null,
};

describe('a cookie in words', () => {
  it('tells what is set, and what scripts may do', () => {
    expect(attributeWords(cookie)).toEqual(['HttpOnly', 'Path=/']);
    expect(attributeWords({ ...cookie, httpOnly: false, secure: true, sameSite: 'none' })).toEqual([
      'readable by scripts',
      'Secure',
      'SameSite=none',
      'Path=/',
    ]);
  });
  it('names the domain only when other hosts get it too', () => {
    expect(attributeWords({ ...cookie, hostOnly: false, domain: 'example.com' })).toContain(
      'Domain=example.com',
    );
  });
  it('names a host that is not the lab’s own', () => {
    expect(attributeWords({ ...cookie, domain: 'app.localhost' })).toContain('of app.localhost alone');
  });
});

describe('expiry', () => {
  it.each([
    [59_000, '0:59'],
    [60_000, '1:00'],
    [3_723_000, '1:02:03'],
    [90_000_000, '1 d 1:00:00'],
  ])('%i ms from now is in %s', (ms, text) => {
    expect(timeLeft(1000 + ms, 1000)).toBe(text);
  });
  it('is said when it has passed', () => {
    expect(expiryWords(1000, 1000, 'never')).toBe('expired');
    expect(expiryWords(null, 1000, 'never')).toBe('never');
  });
});

describe('a signed cookie', () => {
  it('holds the session ID before its last dot', () => {
    expect(sidOf('s%3Aab.c.signature')).toBe('ab.c');
    expect(sidOf('plain')).toBeNull();
  });
  it('is shown as it is when it is badly encoded', () => {
    expect(decoded('%E0%A4%A')).toBe('%E0%A4%A');
  });
});

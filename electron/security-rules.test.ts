import { describe, expect, it } from 'vitest';
import { mayLoad, mayNavigate, mayUse } from './security-rules.ts';

const origin = 'http://127.0.0.1:4173';

describe('where the window may go', () => {
  it('is its own page, as a reload does', () => {
    expect(mayNavigate(`${origin}/`, origin)).toBe(true);
    expect(mayNavigate(`${origin}/#token=abc`, origin)).toBe(true);
  });

  it.each([
    'https://example.com/',
    'http://127.0.0.1:4174/',
    'http://127.0.0.1:4173.evil.example/',
    'http://127.0.0.1:4173@evil.example/',
    `${origin}/other`,
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,hello',
    'not an address',
  ])('is not %s', (to) => {
    expect(mayNavigate(to, origin)).toBe(false);
  });
});

describe('what the page may load', () => {
  it.each([
    `${origin}/assets/a.js`,
    'ws://127.0.0.1:4173/',
    `blob:${origin}/1234`,
    'data:image/png;base64,AA',
  ])('is %s', (url) => expect(mayLoad(url, origin)).toBe(true));

  it.each([
    'https://fonts.example/inter.woff2',
    'http://127.0.0.1:9999/',
    'blob:https://evil.example/1',
    'file:///etc/passwd',
    'ftp://127.0.0.1:4173/',
    'nonsense',
  ])('is not %s', (url) => expect(mayLoad(url, origin)).toBe(false));
});

describe('permissions', () => {
  it('are denied, except to copy text', () => {
    expect(mayUse('clipboard-sanitized-write', `${origin}/`, origin)).toBe(true);
    expect(mayUse('fullscreen', `${origin}/`, origin)).toBe(true);
    for (const permission of [
      'clipboard-read',
      'media',
      'notifications',
      'geolocation',
      'openExternal',
      'usb',
    ]) {
      expect(mayUse(permission, `${origin}/`, origin)).toBe(false);
    }
  });

  it('are denied to anybody else', () => {
    expect(mayUse('clipboard-sanitized-write', 'https://evil.example/', origin)).toBe(false);
    expect(mayUse('clipboard-sanitized-write', '', origin)).toBe(false);
  });
});

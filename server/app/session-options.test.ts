import { describe, expect, it } from 'vitest';
import { runningApp } from './running-app.test-helper.ts';

const setCookie = async (options: object, headers: Record<string, string> = {}) =>
  String((await (await runningApp(options)).visit('/views', { headers })).headers['set-cookie'] ?? '');

describe('the cookie', () => {
  it('is as express-session makes it when nothing is said', async () => {
    expect(await setCookie({})).toMatch(/^connect\.sid=s%3A[\w-]{32}\.[^;]+; Path=\/; HttpOnly$/);
  });

  it.each([
    [{ name: 'id' }, /^id=s%3A/],
    [{ cookie: { path: '/views' } }, /; Path=\/views;/],
    [{ cookie: { domain: 'example.com' } }, /; Domain=example\.com;/],
    [{ cookie: { httpOnly: false } }, /; Path=\/$/],
    [{ cookie: { sameSite: true } }, /; SameSite=Strict$/],
    [{ cookie: { sameSite: 'none' } }, /; SameSite=None$/],
    [{ cookie: { sameSite: 'auto' } }, /; SameSite=Lax$/],
    [{ cookie: { priority: 'high' } }, /; Priority=High$/],
    [{ cookie: { partitioned: true } }, /; Partitioned$/],
    [{ cookie: { maxAge: 60_000 } }, /; Expires=/],
    [{ cookie: { expires: '2030-01-02T03:04:05Z' } }, /; Expires=Wed, 02 Jan 2030 03:04:05 GMT/],
  ])('with %j', async (options, expected) => {
    expect(await setCookie(options)).toMatch(expected);
    if (!JSON.stringify(options).includes('auto')) {
      expect(await setCookie({ ...options, cookieForm: 'function' })).toMatch(expected);
    }
  });

  it('ends by the one that is written last, when a fixed date is given beside maxAge', async () => {
    const [maxAge, expires] = [60_000, '2050-01-01T00:00:00Z'];
    expect(await setCookie({ cookie: { expires, maxAge } })).not.toContain('2050');
    expect(await setCookie({ cookie: { maxAge, expires } })).toContain('2050');
    expect(await setCookie({ cookieEnd: 'expires', cookie: { expires, maxAge } })).toContain('2050');
  });

  it('is withheld while the connection is not seen as secure', async () => {
    const options = { cookie: { secure: true } };
    const https = { 'x-forwarded-proto': 'https' };
    expect(await setCookie(options, https)).toBe('');
    expect(await setCookie({ ...options, proxy: true }, https)).toContain('; Secure');
    expect(await setCookie({ ...options, trustProxy: true }, https)).toContain('; Secure');
    expect(await setCookie({ ...options, trustProxy: true, proxy: false }, https)).toBe('');
  });

  it('resolves ‘auto’ in the static form only', async () => {
    const options = { proxy: true, cookie: { secure: 'auto' } };
    expect(await setCookie(options)).toContain('connect.sid=');
    expect(await setCookie({ ...options, cookieForm: 'function' })).toBe('');
  });
});

describe('genid', () => {
  const sids = async (genid: string, visits: number) => {
    const { visit } = await runningApp({ genid });
    const found: string[] = [];
    for (let i = 0; i < visits; i++) {
      const response = await visit('/views', { headers: { cookie: '' } });
      found.push(/s%3A([^.]+)\./.exec(String(response.headers['set-cookie']))?.[1] ?? '');
    }
    return found;
  };

  it('counts', async () => {
    expect(await sids('counter', 3)).toEqual(['1', '2', '3']);
  });

  it('makes UUIDs', async () => {
    for (const sid of await sids('uuid', 2)) expect(sid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/);
  });

  it('gives the time', async () => {
    const [sid] = await sids('timestamp', 1);
    expect(Math.abs(Number(sid) - Date.now())).toBeLessThan(60_000);
  });

  it('gives two digits, so that 101 visitors share at least one session', async () => {
    const found = await sids('two-digits', 101);
    expect(found.every((sid) => /^\d\d$/.test(sid))).toBe(true);
    expect(new Set(found).size).toBeLessThan(101);
  });
});

import { expect, it } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { refusalOf } from './check-config.ts';

const told = (options: object) => toldOf(refusalOf(labConfigSchema.parse({ options })) ?? { ok: true });

it.each([
  [{ cookie: { domain: 'not a domain;' } }, 'options.cookie.domain', 'option domain is invalid'],
  [{ cookie: { path: '/a;b' } }, 'options.cookie.path', 'option path is invalid'],
  [{ trustProxy: 'nowhere' }, 'options.trustProxy', 'invalid IP address: nowhere'],
])('names what is refused in %j', (options, at, message) => {
  expect(told(options)).toEqual({ ok: false, at, message });
  expect(told({ ...options, cookieForm: 'function' })).toMatchObject({ at });
});

it('names the app that is refused', () => {
  const config = labConfigSchema.parse({ apps: [{ id: 'shop' }, { id: 'blog', path: '/a;b' }] });
  expect(toldOf(refusalOf(config) ?? { ok: true })).toEqual({
    ok: false,
    at: 'apps[1].path',
    message: 'option path is invalid',
  });
  const apps = config.apps.map((app) => ({ ...app, path: '/', name: 'no name' }));
  expect(toldOf(refusalOf({ ...config, apps }) ?? { ok: true })).toMatchObject({ at: 'apps[0].name' });
});

it.each([
  {},
  { trustProxy: 'loopback' },
  { trustProxy: 2 },
  { cookie: { secure: 'auto', sameSite: 'auto' } },
  { cookieForm: 'function', cookie: { sameSite: 'auto' } },
  { cookie: { maxAge: 0, expires: '2030-01-01T00:00:00Z', priority: 'low', partitioned: true } },
])('has nothing against %j', (options) => {
  expect(told(options)).toEqual({ ok: true });
});

import { expect, it } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { refusalOf } from './check-config.ts';

const told = (options: object) => toldOf(refusalOf(labConfigSchema.parse({ options })) ?? { ok: true });

it('says what Express throws when an app is set up, and what to do', () => {
  expect(told({ trustProxy: 'nowhere' })).toEqual({
    ok: false,
    at: 'options.trustProxy',
    message:
      'at this Express throws “invalid IP address: nowhere”, and the app does not start: give a number of proxies, or their addresses',
  });
});

it.each([
  {},
  { trustProxy: 'loopback' },
  { trustProxy: 2 },
  { trustProxy: ['loopback', '10.0.0.1'] },
  { trustProxy: null },
  { name: 'no name', cookie: { domain: 'not a domain;', path: '/a;b', maxAge: 'NaN', sameSite: 'laxx' } },
  { secret: null, cookieForm: 'function', cookie: { sameSite: 'auto' } },
])('has nothing against what an app starts with, whatever comes of it: %j', (options) => {
  expect(told(options)).toEqual({ ok: true });
});

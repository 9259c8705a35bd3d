import type { OptionRuleId } from './rules.ts';
import { type Change, strongSecret } from './sound.test-helper.ts';

const overHttp = { https: false, proxy: false } as const;
const httpOptions = { name: 'sid', trustProxy: false } as const;
const insecure = { name: 'sid', cookie: { secure: false } } as const;
const day = 24 * 60 * 60 * 1000;

/** For tests: what each rule finds, and what is near to it and sound. All are changes of the sound option set. */
export const cases: Readonly<Record<OptionRuleId, { found: Change[]; sound: Change[] }>> = {
  'secret-guessable': {
    found: [
      'keyboard cat',
      'secret',
      'Keyboard-Cat',
      'change_me_please',
      'ch4ng3m3',
      'mysecret123',
      'aaaaaaaaaaaaaaaaaaaaaaaa',
      'abcabcabcabcabcabcabcabc',
      '1234567890123456789012345',
    ].map((secret) => ({ options: { secret: [strongSecret, secret] } })),
    sound: [
      { options: { secret: [strongSecret, 'correct horse battery staple'] } },
      { options: { secret: [strongSecret, 'tHeSecret9vKx2mQ8rT4wZ6yB1nL5pJ7'] } },
    ],
  },
  'secret-short': {
    found: ['hunter2', 'x', 'a8f3e1', 'Tr0ub4dor&3', 'deadbeefdeadbee1'].map((secret) => ({
      options: { secret: [secret, strongSecret] },
    })),
    sound: [
      { options: { secret: [strongSecret, 'b3f1c27a9e5d4806b3f1c27a9e5d4817'] } },
      { options: { secret: [strongSecret, 'T9vKx2mQ8rT4wZ6y'] } },
    ],
  },
  'secret-single': {
    found: [{ options: { secret: [strongSecret] } }],
    sound: [{ options: { secret: [strongSecret] }, context: { production: false } }],
  },
  'genid-weak': {
    found: (['counter', 'timestamp', 'two-digits'] as const).map((genid) => ({ options: { genid } })),
    sound: [{ options: { genid: 'uuid' } }],
  },
  'resave-touching-store': {
    found: [
      { options: { resave: true }, context: { store: 'sqlite' } },
      { options: { resave: true }, context: { store: null } },
    ],
    sound: [
      { options: { resave: true }, context: { store: 'other-no-touch' } },
      { options: { resave: true }, context: { queue: true } },
      { options: { resave: true }, context: { store: 'memory-no-touch', production: false, instances: 1 } },
    ],
  },
  'no-touch-no-resave': {
    found: [{ options: { rolling: true }, context: { store: 'other-no-touch' } }],
    sound: [
      { options: { rolling: true } },
      { options: { rolling: false }, context: { store: 'other-no-touch' } },
      { options: { rolling: true, resave: true }, context: { store: 'other-no-touch' } },
    ],
  },
  'save-uninitialized-login': {
    found: [
      { options: { saveUninitialized: true } },
      { options: { saveUninitialized: true }, context: { login: null } },
    ],
    sound: [{ options: { saveUninitialized: true }, context: { login: false } }],
  },
  'rolling-uninitialized': {
    found: [
      { options: { rolling: true }, context: { login: false } },
      { options: { rolling: true }, context: { login: null } },
    ],
    sound: [
      { options: { rolling: true }, context: { login: true } },
      { options: { rolling: true, saveUninitialized: true }, context: { login: false } },
    ],
  },
  'rolling-without-expiry': {
    found: [{ options: { rolling: true, cookie: { maxAge: null } }, context: { production: false } }],
    sound: [{ options: { rolling: true } }],
  },
  'unset-keeps-logout': {
    found: [{ options: { unset: 'keep' }, context: { logout: 'unset' } }],
    sound: [{ options: { unset: 'keep' } }, { context: { logout: 'unset' } }],
  },
  'memory-store-production': {
    found: [
      { context: { store: 'memory', instances: 1 } },
      { context: { store: 'memory-no-touch', instances: 1 } },
    ],
    sound: [
      { context: { store: 'memory', production: false, instances: 1 } },
      { context: { store: 'sqlite', instances: 1 } },
      { context: { store: 'sqlite', sharedStore: true } },
      { context: { store: null } },
    ],
  },
  'memory-store-instances': {
    found: [
      { context: { store: 'memory', production: false, instances: 2 } },
      { context: { store: 'sqlite', instances: 2 } },
      { context: { store: 'redis', sharedStore: false } },
      { context: { store: null, sharedStore: false } },
    ],
    sound: [
      { context: { store: 'memory', production: false, instances: 1 } },
      { context: { store: 'memory', production: false, instances: null } },
    ],
  },
  'secure-missing': {
    found: [{ options: insecure }, { options: insecure, context: { proxy: null } }],
    sound: [
      { options: { name: 'sid', cookie: { secure: 'auto' } } },
      { options: { ...httpOptions, ...insecure }, context: overHttp },
      { options: { ...httpOptions, ...insecure }, context: { ...overHttp, https: null } },
    ],
  },
  'secure-on-http': {
    found: [{ options: { trustProxy: false }, context: overHttp }],
    sound: [
      { options: { ...httpOptions, cookie: { secure: 'auto' } }, context: overHttp },
      { options: { trustProxy: false }, context: { proxy: false } },
    ],
  },
  'secure-behind-proxy': {
    found: [
      { options: { trustProxy: false } },
      { options: { trustProxy: 0 } },
      { options: { trustProxy: '1' } },
      { options: { trustProxy: 'true' } },
      { options: { proxy: false } },
    ],
    sound: [
      { options: { trustProxy: 'loopback' } },
      { options: { trustProxy: false }, context: { proxy: false } },
    ],
  },
  'secure-proxy-unsaid': {
    found: [
      { options: { trustProxy: false }, context: { proxy: null } },
      { options: { name: 'sid', trustProxy: false, cookie: { secure: 'auto' } }, context: { proxy: null } },
    ],
    sound: [
      { context: { proxy: null } },
      { options: { trustProxy: false }, context: { proxy: false } },
      { options: httpOptions, context: { https: null, proxy: null } },
    ],
  },
  'auto-behind-proxy': {
    found: [{ options: { name: 'sid', trustProxy: false, cookie: { secure: 'auto' } } }],
    sound: [{ options: { name: 'sid', cookie: { secure: 'auto' } } }],
  },
  'auto-in-function': {
    found: [
      { options: { cookieForm: 'function', cookie: { secure: 'auto' } } },
      { options: { cookieForm: 'function', cookie: { sameSite: 'auto' } }, context: { crossSite: true } },
    ],
    sound: [
      { options: { cookieForm: 'function' } },
      { options: { cookieForm: 'static', cookie: { secure: 'auto' } } },
    ],
  },
  'trust-proxy-refused': {
    found: ['true', 'false', 'yes', 'loopbak', '1.2.3.4/99', '0.0.0.0/0', 'loopback,true', 'NaN'].map(
      (trustProxy) => ({
        options: { trustProxy },
      }),
    ),
    sound: [{ options: { trustProxy: 'loopback, 10.0.0.1' } }, { options: { trustProxy: '2001:db8::/32' } }],
  },
  'trust-proxy-number-as-text': {
    found: [
      ...['1', '0', '2', ' 1 ', '1,2'].map((trustProxy) => ({ options: { trustProxy } })),
      { options: { trustProxy: '1' }, context: { proxy: null } },
      { options: { trustProxy: '1' }, context: { proxy: false } },
    ],
    sound: [{ options: { trustProxy: 1 } }, { options: { trustProxy: '3232235777' } }],
  },
  'trust-everybody': {
    found: [
      { options: { trustProxy: '0.0.0.0/1, 128.0.0.0/1' } },
      { options: { trustProxy: true } },
      { options: { trustProxy: true }, context: { proxy: null } },
    ],
    sound: [{ options: { trustProxy: 1 } }, { options: { trustProxy: '10.0.0.0/8' } }],
  },
  'trust-without-proxy': {
    found: [
      { context: { proxy: false } },
      { options: { trustProxy: false, proxy: true }, context: { proxy: false } },
    ],
    sound: [
      { options: { trustProxy: false }, context: { proxy: false } },
      { options: { proxy: false }, context: { proxy: false } },
      { context: { proxy: null } },
    ],
  },
  'proxy-option-true': {
    found: [{ options: { proxy: true } }, { options: { proxy: true }, context: { proxy: null } }],
    sound: [{ options: { proxy: null } }],
  },
  'same-site-none-insecure': {
    found: [
      {
        options: { ...httpOptions, cookie: { secure: false, sameSite: 'none' } },
        context: { ...overHttp, crossSite: true },
      },
      {
        options: { ...httpOptions, cookie: { secure: 'auto', sameSite: 'none' } },
        context: { ...overHttp, crossSite: true },
      },
    ],
    sound: [{ options: { cookie: { sameSite: 'none' } }, context: { crossSite: true } }],
  },
  'cross-site-kept-back': {
    found: [
      ...([false, true, 'lax', 'strict'] as const).map((sameSite) => ({
        options: { cookie: { sameSite } },
        context: { crossSite: true },
      })),
      {
        options: { name: 'sid', trustProxy: false, cookie: { sameSite: 'auto' } },
        context: { crossSite: true },
      },
    ],
    sound: [
      { options: { cookie: { sameSite: 'none' } }, context: { crossSite: true } },
      { options: { cookie: { sameSite: 'auto' } }, context: { crossSite: true } },
      { options: { cookie: { sameSite: 'strict' } }, context: { crossSite: null } },
    ],
  },
  'same-site-open': {
    found: [{ options: { cookie: { sameSite: 'none' } } }, { options: { cookie: { sameSite: 'auto' } } }],
    sound: [
      { options: { cookie: { sameSite: 'none' } }, context: { crossSite: true } },
      { options: { cookie: { sameSite: 'none' } }, context: { crossSite: null } },
      { options: { cookie: { sameSite: 'strict' } } },
      {
        options: { ...httpOptions, cookie: { secure: false, sameSite: 'auto' } },
        context: overHttp,
      },
    ],
  },
  'same-site-not-set': {
    found: [{ options: { cookie: { sameSite: false } } }],
    sound: [
      { options: { cookie: { sameSite: false } }, context: { production: false } },
      { options: { cookie: { sameSite: true } } },
    ],
  },
  'http-only-off': {
    found: [{ options: { cookie: { httpOnly: false } } }],
    sound: [{ options: { cookie: { httpOnly: true } } }],
  },
  'partitioned-insecure': {
    found: [
      {
        options: { ...httpOptions, cookie: { secure: false, partitioned: true } },
        context: overHttp,
      },
    ],
    sound: [{ options: { cookie: { partitioned: true } } }],
  },
  'prefix-unmet': {
    found: [
      { options: { cookie: { path: '/shop' } }, context: { mountPath: '/shop' } },
      { options: { ...httpOptions, name: '__secure-sid', cookie: { secure: false } }, context: overHttp },
      { options: { name: '__Http-sid', cookie: { httpOnly: false } } },
      { options: { cookie: { domain: 'example.com' } } },
    ],
    sound: [
      { options: { name: '__Secure-sid', cookie: { path: '/shop' } }, context: { mountPath: '/shop' } },
      { options: { name: '__Http-sid' } },
      { options: { name: 'my__Host-sid', cookie: { path: '/shop' } }, context: { mountPath: '/shop' } },
    ],
  },
  'name-shared': {
    found: [{ options: { name: 'connect.sid' } }],
    sound: [
      { options: { name: 'connect.sid' }, context: { otherApps: false } },
      { options: { name: 'sid' } },
    ],
  },
  'domain-foreign': {
    found: [
      { options: { name: 'sid', cookie: { domain: 'example.org' } } },
      { options: { name: 'sid', cookie: { domain: 'localhost' } }, context: { host: null } },
      { options: { name: 'sid', cookie: { domain: 'admin.shop.example.com' } } },
      { options: { name: 'sid', cookie: { domain: 'hop.example.com' } } },
      { options: { name: 'sid', cookie: { domain: 'example.com' } }, context: { host: '127.0.0.1' } },
      ...[
        ['herokuapp.com', 'myapp.herokuapp.com'],
        ['co.uk', 'shop.co.uk'],
        ['.vercel.app', 'mine.vercel.app'],
        ['github.io', null],
      ].map(([domain = null, host = null]) => ({
        options: { name: 'sid', cookie: { domain } },
        context: { host },
      })),
    ],
    sound: [{ options: { name: 'sid', cookie: { domain: null } } }],
  },
  'cookie-unwritable': {
    found: [
      ...['http://localhost:8080', 'localhost:3000', '.app_name', '*.example.com', 'bücher.de', 'a b'],
    ].map((domain) => ({ options: { name: 'sid', cookie: { domain } }, context: { host: null } })),
    sound: [{ options: { name: 'sid', cookie: { domain: 'localhost' } }, context: { host: 'localhost' } }],
  },
  'domain-wide': {
    found: [
      {
        options: { name: 'sid', cookie: { domain: 'myapp.herokuapp.com' } },
        context: { host: 'myapp.herokuapp.com' },
      },
      { options: { name: 'sid', cookie: { domain: 'shop.co.uk' } }, context: { host: 'www.shop.co.uk' } },
      { options: { name: 'sid', cookie: { domain: 'example.com' } } },
      { options: { name: 'sid', cookie: { domain: '.example.com' } } },
      { options: { name: 'sid', cookie: { domain: 'shop.example.com' } } },
      { options: { name: 'sid', cookie: { domain: 'example.com' } }, context: { host: null } },
    ],
    sound: [
      { options: { name: 'sid', cookie: { domain: null } } },
      { options: { name: 'sid', cookie: { domain: 'localhost' } }, context: { host: 'localhost' } },
    ],
  },
  'path-narrow': {
    found: [
      { options: { name: 'sid', cookie: { path: '/shop' } } },
      { options: { name: 'sid', cookie: { path: '/shop' } }, context: { mountPath: '/shopping' } },
    ],
    sound: [
      { options: { name: 'sid', cookie: { path: '/shop' } }, context: { mountPath: '/shop' } },
      { options: { name: 'sid', cookie: { path: '/shop' } }, context: { mountPath: '/shop/cart' } },
      { context: { mountPath: '/shop' } },
    ],
  },
  'no-max-age': {
    found: [{ options: { cookie: { maxAge: null } } }],
    sound: [{ options: { cookie: { maxAge: null } }, context: { production: false } }],
  },
  'max-age-short': {
    found: [{ options: { cookie: { maxAge: 3600 } } }, { options: { cookie: { maxAge: 0 } } }],
    sound: [
      { options: { cookie: { maxAge: 3600 } }, context: { production: false } },
      { options: { cookie: { maxAge: 60_000 } } },
    ],
  },
  'max-age-long': {
    found: [{ options: { cookie: { maxAge: 365 * day } } }],
    sound: [{ options: { cookie: { maxAge: 90 * day } } }],
  },
  'max-age-and-expires': {
    found: [{ options: { cookie: { maxAge: day, expires: '2030-01-01T00:00:00Z' } } }],
    sound: [{ options: { cookie: { maxAge: day } } }],
  },
  'expires-fixed': {
    found: [{ options: { cookie: { maxAge: null, expires: '2030-01-01T00:00:00Z' } } }],
    sound: [{ options: { cookie: { maxAge: day, expires: null } } }],
  },
  'expires-past': {
    found: [{ options: { cookie: { maxAge: null, expires: '2020-01-01T00:00:00Z' } } }],
    sound: [{ options: { cookie: { maxAge: day, expires: null } } }],
  },
};

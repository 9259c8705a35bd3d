import type { Change } from './sound.test-helper.ts';

const overHttp = { https: false, proxy: false } as const;
const httpOptions = { name: 'sid', trustProxy: false } as const;
const insecure = { name: 'sid', cookie: { secure: false } } as const;

/** For tests: the cases of the rules about the cookie, its hosts, and the way that it takes. */
export const cookieCases = {
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
  'own-cookie-function': {
    found: [{ options: { cookieForm: 'function', cookieFunction: '(req) => ({ secure: req.secure })' } }],
    sound: [
      { options: { cookieForm: 'function' } },
      { options: { cookieForm: 'static', cookieFunction: '(req) => ({ secure: req.secure })' } },
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
        ['railway.app', 'mine.up.railway.app'],
        ['amazonaws.com', 's3.amazonaws.com'],
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
  'path-none': {
    found: [
      { options: { name: 'sid', cookie: { path: '' } } },
      { options: { name: 'sid', cookie: { path: '' } }, context: { mountPath: '/shop' } },
    ],
    sound: [{ options: { name: 'sid', cookie: { path: '/' } } }],
  },
} satisfies Record<string, { found: Change[]; sound: Change[] }>;

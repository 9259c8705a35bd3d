import { createJar } from '../../browsers/jar.ts';
import type { CookieRuleId } from '../rules/cookie-rules.ts';
import type { ScopeRuleId } from '../rules/scope-rules.ts';
import {
  behindProxy,
  hasAttribute,
  hasCookie,
  isLoggedIn,
  login,
  type Proof,
  saysHttps,
  send,
} from './proof.test-helper.ts';
import { appWith } from './several-apps.test-helper.ts';

export const cookieProofs: Readonly<Record<CookieRuleId | ScopeRuleId, Proof>> = {
  'same-site-none-insecure': {
    options: { cookie: { sameSite: 'none' } },
    steps: [login()],
    sound: hasCookie,
  },
  'cross-site-kept-back': {
    options: { trustProxy: 1, cookie: { secure: true, sameSite: 'lax' } },
    context: { ...behindProxy, crossSite: true },
    steps: [login(saysHttps), send('/me', { id: 'embedded', cookies: 'cross-site', ...saysHttps })],
    sound: isLoggedIn('embedded'),
  },
  'same-site-open': {
    options: { trustProxy: 1, cookie: { secure: true, sameSite: 'none' } },
    context: behindProxy,
    steps: [login(saysHttps), send('/cart/apples', { method: 'POST', cookies: 'cross-site', ...saysHttps })],
    sound: { session: 'alice', path: 'cart.apples', exists: false },
  },
  'same-site-not-set': {
    options: {},
    context: { production: true },
    steps: [login()],
    sound: hasAttribute({ sameSite: 'lax' }),
  },
  'http-only-off': {
    options: { cookie: { httpOnly: false } },
    steps: [login()],
    sound: hasAttribute({ httpOnly: true }),
  },
  'partitioned-insecure': {
    options: { cookie: { partitioned: true } },
    steps: [login()],
    sound: hasCookie,
  },
  'prefix-unmet': { options: { name: '__Host-sid' }, steps: [login()], sound: hasCookie },
  'name-shared': {
    options: { name: 'connect.sid' },
    context: { otherApps: true },
    steps: ({ name, secret }) => [
      login(),
      { configure: { name: 'connect.sid', secret: ['the secret of another app on this host'] } },
      send('/views'),
      { configure: { name, secret } },
      send('/me', { id: 'back' }),
    ],
    sound: isLoggedIn('back'),
  },
  'domain-foreign': {
    options: { cookie: { domain: 'example.com' } },
    steps: [login()],
    sound: hasCookie,
  },
  'cookie-unwritable': {
    options: { cookie: { domain: 'localhost:3000' } },
    isSound: async ({ options }) => {
      const { status, setCookie, error } = await (await appWith(options)).login();
      if (status !== 302) throw new Error(`expected the answer to keep its status, it was ${status}`);
      if (setCookie !== '') return true;
      if (!String(await error).includes('option domain is invalid')) throw await error;
      return false;
    },
  },
  'domain-wide': {
    options: { cookie: { domain: 'example.com' } },
    context: { host: 'shop.example.com' },
    isSound: async ({ options }) => {
      const { setCookie } = await (await appWith(options)).login();
      const jar = createJar();
      const place = { site: 'same-site', method: 'GET', now: Date.now() } as const;
      const received = jar.receive(setCookie, { url: new URL('https://shop.example.com/login'), ...place });
      expectStored(received.actual);
      const other = { url: new URL('https://forgotten-test.example.com/'), ...place };
      return jar.outgoing('jar', other).cookie === null;
    },
  },
  'path-narrow': {
    options: { cookie: { path: '/cart' } },
    steps: [send('/views', { id: 'outside' })],
    sound: { response: 'outside', status: 200 },
  },
  'path-none': {
    options: { cookie: { path: '' } },
    steps: [send('/cart/apples', { method: 'POST' }), send('/views', { id: 'elsewhere' })],
    sound: { sent: 'elsewhere', present: true },
  },
};

function expectStored(actual: string): void {
  if (actual !== 'stored') throw new Error(`expected the browser to store the cookie, it was ${actual}`);
}

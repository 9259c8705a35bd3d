import type { SavingRuleId } from '../rules/saving-rules.ts';
import { hasCookie, isLoggedIn, login, type Proof, readWhileSaving, send } from './proof.test-helper.ts';

export const savingProofs: Readonly<Record<SavingRuleId, Proof>> = {
  'resave-touching-store': {
    options: { resave: true },
    steps: [
      login(),
      {
        together: [
          { browser: 'alice', method: 'POST', path: '/cart/apples', work: 80 },
          { browser: 'alice', path: '/me', work: 300 },
        ],
      },
    ],
    sound: { session: 'alice', path: 'cart.apples', equals: 1 },
  },
  'no-touch-no-resave': {
    options: { rolling: true, cookie: { maxAge: 60_000 } },
    store: 'memory-no-touch',
    steps: [login(), { advance: 40_000 }, send('/me'), { advance: 40_000 }, send('/me', { id: 'active' })],
    sound: isLoggedIn('active'),
  },
  'non-atomic-touch': {
    options: {},
    store: 'memory-non-atomic-touch',
    steps: readWhileSaving,
    sound: { session: 'alice', path: 'cart.apples', equals: 1 },
  },
  'save-uninitialized-login': {
    options: { saveUninitialized: true },
    steps: [send('/', { cookies: 'omit' }), send('/', { cookies: 'omit' }), send('/', { cookies: 'omit' })],
    sound: { sessions: 0 },
  },
  'rolling-uninitialized': {
    options: { rolling: true, cookie: { maxAge: 3_600_000 } },
    context: { login: false },
    steps: [send('/'), send('/')],
    sound: hasCookie,
  },
  'rolling-without-expiry': {
    options: { rolling: true },
    steps: [login(), send('/me', { id: 'reader' })],
    sound: { response: 'reader', setCookie: false },
  },
  'unset-keeps-logout': {
    options: { unset: 'keep' },
    context: { logout: 'unset' },
    steps: [login(), send('/unset', { method: 'POST' })],
    sound: { sessions: 0 },
  },
};

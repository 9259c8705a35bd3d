import { cookieCases } from './cookie-cases.test-helper.ts';
import type { OptionRuleId } from './rules.ts';
import { type Change, strongSecret } from './sound.test-helper.ts';

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
    found: (['counter', 'timestamp', 'two-digits', 'same'] as const).map((genid) => ({ options: { genid } })),
    sound: [{ options: { genid: 'uuid' } }],
  },
  'genid-no-text': {
    found: (['async', 'number', 'undefined'] as const).map((genid) => ({ options: { genid } })),
    sound: [{ options: { genid: 'uuid' } }],
  },
  'genid-throws': {
    found: [{ options: { genid: 'throws' } }],
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
  'non-atomic-touch': {
    found: [
      { context: { store: 'other-non-atomic-touch' } },
      { context: { store: 'memory-non-atomic-touch', production: false, instances: 1 } },
    ],
    sound: [
      { context: { store: 'other' } },
      { context: { store: 'other-non-atomic-touch', queue: true } },
      { context: { store: null } },
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
      { context: { store: 'memory-non-atomic-touch', instances: 1, queue: true } },
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
  ...cookieCases,
  'no-max-age': {
    found: [{ options: { cookie: { maxAge: null } } }],
    sound: [{ options: { cookie: { maxAge: null } }, context: { production: false } }],
  },
  'max-age-short': {
    found: [{ options: { cookie: { maxAge: 3600 } } }],
    sound: [
      { options: { cookie: { maxAge: 3600 } }, context: { production: false } },
      { options: { cookie: { maxAge: 60_000 } } },
    ],
  },
  'max-age-long': {
    found: [
      { options: { cookie: { maxAge: 365 * day } } },
      { options: { cookie: { maxAge: 10 * 365 * day } } },
      { options: { cookie: { maxAge: null, expires: 10 * 365 * day } } },
    ],
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
    found: [
      { options: { cookie: { maxAge: null, expires: '2020-01-01T00:00:00Z' } } },
      { options: { cookie: { maxAge: 0 } } },
      { options: { cookie: { maxAge: -1 } } },
    ],
    sound: [{ options: { cookie: { maxAge: day, expires: null } } }],
  },
};

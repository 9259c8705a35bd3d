import type { SecretRuleId } from '../rules/secret-rules.ts';
import { forged, isLoggedIn, isNobody, login, type Proof, send } from './proof.test-helper.ts';

/** The new secret of every fix in the proofs. */
export const newSecret = 'Zp4nQ8vT2xK7mR5wB9cL3jH6gF1dS0aY';

/** Mallory knows Alice's session ID, from a log say, and signs it with a guess. */
const forgery = (secret: string): Proof => ({
  options: { secret: [secret], genid: 'counter' },
  steps: [login(), send('/me', { id: 'M', browser: 'mallory', ...forged('sid', '1', secret) })],
  sound: isNobody('M'),
});

export const secretProofs: Readonly<Record<SecretRuleId, Proof>> = {
  'secret-guessable': forgery('keyboard cat'),
  'secret-short': forgery('hunter2'),
  'secret-single': {
    options: { secret: ['mVq2r9Tx5uYkB7nLz4Wc8HsJ1dPfG6Ea'] },
    context: { production: true },
    steps: [login(), { configure: { secret: [newSecret] } }, send('/me', { id: 'after' })],
    sound: isLoggedIn('after'),
  },
  'genid-weak': {
    options: { genid: 'two-digits', saveUninitialized: true },
    steps: [
      {
        together: Array.from({ length: 101 }, () => ({
          browser: 'alice',
          path: '/',
          cookies: 'omit' as const,
        })),
      },
    ],
    sound: { sessions: 101 },
  },
  'genid-no-text': {
    options: { genid: 'async' },
    steps: [login(), send('/me', { id: 'next' })],
    sound: isLoggedIn('next'),
  },
  'genid-throws': {
    options: { genid: 'throws' },
    steps: [login(), send('/me', { id: 'next' })],
    sound: isLoggedIn('next'),
  },
};

import { genidKinds, isBogus } from '../../contract/options/genid.ts';
import { links } from '../links.ts';
import { noOptions, type RuleTable, type Subject } from '../rule.ts';
import { fewestBits, masked, type Weakness, weaknessOf } from '../secret-strength.ts';

/** What signs the cookie, and what makes the ID in it. */
export const secretRules = {
  'secret-guessable': {
    severity: 'hazard',
    option: 'secret',
    title: 'The secret can be guessed.',
    when: 'a secret is a known example, made of common words, repeated or in sequence',
    why: 'Whoever guesses it signs any session ID: one that leaked becomes a login, and one that an attacker chose is taken for real. One cookie of the app is enough to try guesses against, offline.',
    causes: (subject) => weakSecrets(subject, 'guessable'),
    fix: {
      words:
        'Replace it by a long random one from the environment. Whoever is logged in has to log in again: kept as a second secret, the guessed one would still be accepted.',
      options: noOptions,
      secret: 'replace',
    },
    lesson: 'guessable-secret',
    link: links.option('secret'),
  },
  'secret-short': {
    severity: 'warning',
    option: 'secret',
    title: 'The secret is short enough to be found by trying.',
    when: `a secret has fewer than ${fewestBits} bits, even if every character was chosen at random`,
    why: 'Guesses are tried offline against one cookie of the app, billions in a second. Found, the secret signs any session ID.',
    causes: (subject) => weakSecrets(subject, 'short'),
    fix: {
      words: 'Replace it by 24 random bytes or more, from the environment.',
      options: noOptions,
      secret: 'replace',
    },
    lesson: 'guessable-secret',
    link: links.option('secret'),
  },
  'secret-single': {
    severity: 'note',
    option: 'secret',
    title: 'There is one secret only, so that changing it logs everybody out.',
    when: 'there is one secret, in production',
    why: 'A cookie signed with a secret that is not listed counts as no cookie. So a single secret is never changed, and one that leaked stays in use.',
    causes: ({ options, context }) =>
      context.production === true && options.secret.length === 1 ? { 'secret.length': 1 } : null,
    fix: {
      words:
        'Give a list, the newest first: the first signs, all are accepted. Drop an old one when the sessions signed with it have ended.',
      options: noOptions,
      secret: 'add',
    },
    lesson: 'secret-dropped',
    link: links.issue(127),
  },
  'genid-weak': {
    severity: 'hazard',
    option: 'genid',
    title: 'Session IDs can be guessed, or come twice.',
    when: '`genid` is a counter, the time, two digits, or the same for all',
    why: 'Two visitors with one ID share one session: one of them reads the other’s. And an ID that can be foretold leaves the signature as the only thing between a stranger and a session.',
    causes: ({ options: { genid } }) => (genidKinds[genid].weak ? { genid } : null),
    fix: {
      words: 'Leave genid out: express-session takes 24 random bytes.',
      options: () => ({ genid: 'uid-safe' }),
    },
    lesson: 'weak-genid',
    link: links.issue(563),
  },
  'genid-no-text': {
    severity: 'hazard',
    option: 'genid',
    title: 'No cookie is sent and nothing is saved: genid gives no text.',
    when: '`genid` is an async function, or returns a number or nothing',
    why: 'express-session passes over a session whose ID is no text, without an error: no Set-Cookie, nothing in the store, and every request begins another session. An async function gives a promise, which is never awaited.',
    causes: ({ options: { genid } }) => (isBogus(genid) ? { genid } : null),
    fix: {
      words: 'Leave genid out; or return the ID at once, as text.',
      options: () => ({ genid: 'uid-safe' }),
    },
    lesson: 'weak-genid',
    link: links.option('genid'),
  },
  'genid-throws': {
    severity: 'hazard',
    option: 'genid',
    title: 'Every request that begins a session fails: genid throws.',
    when: '`genid` throws',
    why: 'The error goes to Express, which answers 500. Only requests that bring a session of before are served.',
    causes: ({ options: { genid } }) => (genid === 'throws' ? { genid } : null),
    fix: {
      words: 'Leave genid out: express-session takes 24 random bytes.',
      options: () => ({ genid: 'uid-safe' }),
    },
    lesson: 'weak-genid',
    link: links.option('genid'),
  },
} satisfies RuleTable;

function weakSecrets({ options }: Subject, kind: Weakness['kind']): Record<string, string> | null {
  const found = options.secret.flatMap((secret, place) => {
    const weakness = weaknessOf(secret);
    const name = options.secret.length === 1 ? 'secret' : `secret[${place}]`;
    return weakness?.kind === kind ? [[name, `${masked(secret)}, ${weakness.because}`] as const] : [];
  });
  return found.length === 0 ? null : Object.fromEntries(found);
}

export type SecretRuleId = keyof typeof secretRules;

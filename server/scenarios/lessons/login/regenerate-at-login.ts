import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const regenerateAtLogin: LessonSource = {
  id: 'regenerate-at-login',
  title: 'A new ID at login',
  claim: 'A login that regenerates the session shuts out whoever planted the old ID.',
  text: [
    'The same attack as in `fixation`, and one call more in the login. `regenerate` destroys the planted session and begins one under a new ID, which only alice’s browser gets to know.',
    'The user goes into the *new* session, in the callback, and it is saved before the redirect.',
  ],
  code: { routes: ['loginFresh', 'account'] },
  links: ['passport#192', 'passport#907'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice', 'mallory'],
  steps: [
    { send: visit('/views', { browser: 'mallory' }) },
    { copyCookie: { from: 'mallory', to: 'alice' } },
    { send: login({ id: 'login', path: '/login/fresh' }) },
    { expect: { response: 'login', status: 302, setCookie: true } },
    { send: visit('/account', { id: 'mallorys', browser: 'mallory' }) },
    { expect: { verdict: 'mallorys', rule: 'unknown-sid' } },
    { expect: { response: 'mallorys', status: 401 } },
    { send: visit('/account', { id: 'alices' }) },
    { expect: { response: 'alices', status: 200, body: '{"user":"johndoe"}' } },
  ],
};

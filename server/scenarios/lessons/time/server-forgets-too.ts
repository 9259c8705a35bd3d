import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const serverForgetsToo: LessonSource = {
  id: 'server-forgets-too',
  title: 'Expiry in the store',
  claim:
    'When a session’s maxAge is over the server refuses its cookie, even from a client that has kept it.',
  text: [
    'The date in a cookie is advice to the browser. Whoever copied the cookie need not follow it: mallory’s copy has no date at all.',
    'What ends the session is the store: an expired one is not given out any more, and the cookie leads nowhere.',
  ],
  code: { routes: ['account'] },
  links: ['session#357', 'session#2'],
  lab: { options: { resave: false, saveUninitialized: false, cookie: { maxAge: 60000 } } },
  browsers: ['alice', 'mallory'],
  steps: [
    { send: login() },
    { copyCookie: { from: 'alice', to: 'mallory' } },
    { send: visit('/account', { id: 'in-time', browser: 'mallory' }) },
    { expect: { response: 'in-time', status: 200 } },
    { advance: 61000 },
    { expect: { cookie: 'alice', present: false } },
    { expect: { cookie: 'mallory', present: true } },
    { send: visit('/account', { id: 'late', browser: 'mallory' }) },
    { expect: { verdict: 'late', rule: 'unknown-sid' } },
    { expect: { response: 'late', status: 401 } },
  ],
};

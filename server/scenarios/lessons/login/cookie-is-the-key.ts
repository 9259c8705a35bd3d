import type { LessonSource } from '../lesson-source.ts';
import { login, post, visit } from '../requests.ts';

export const cookieIsTheKey: LessonSource = {
  id: 'cookie-is-the-key',
  title: 'The cookie is the key',
  claim: 'Whoever has a copy of the cookie is logged in, until the session ends on the server.',
  text: [
    'express-session asks for the cookie and nothing else: no address, no browser, no password. A copy of it is a copy of the login.',
    'So a cookie has to be kept from scripts (`httpOnly`), from plain http (`secure`) and from other sites (`sameSite`). And a logout has to destroy the session: clearing the cookie in alice’s browser would not have stopped mallory.',
  ],
  code: { routes: ['account', 'logout'] },
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice', 'mallory'],
  steps: [
    { send: login() },
    { copyCookie: { from: 'alice', to: 'mallory' } },
    { send: visit('/account', { id: 'stolen', browser: 'mallory' }) },
    { expect: { response: 'stolen', status: 200, body: '{"user":"johndoe"}' } },
    { send: post('/logout') },
    { send: visit('/account', { id: 'after', browser: 'mallory' }) },
    { expect: { verdict: 'after', rule: 'unknown-sid' } },
    { expect: { response: 'after', status: 401 } },
  ],
};

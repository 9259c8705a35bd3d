import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const fixation: LessonSource = {
  id: 'fixation',
  title: 'Session fixation',
  claim:
    'When a login keeps the session’s ID, whoever planted that ID in the browser beforehand is logged in as well.',
  text: [
    'mallory opens the site and gets a cookie. She plants it in alice’s browser: from a subdomain, by a script, on a shared machine. alice logs in, and the *same* session becomes johndoe’s.',
    'mallory knows the ID; she is johndoe too. No signature helps, since the cookie is a real one.',
    'The cure is a new ID at every login: see `regenerate-at-login`.',
  ],
  code: { routes: ['login', 'account'] },
  links: ['passport#192', 'passport#907'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice', 'mallory'],
  steps: [
    { send: visit('/views', { browser: 'mallory' }) },
    { copyCookie: { from: 'mallory', to: 'alice' } },
    { send: login({ id: 'login' }) },
    { expect: { response: 'login', status: 302, setCookie: false } },
    { send: visit('/account', { id: 'mallorys', browser: 'mallory' }) },
    { expect: { response: 'mallorys', status: 200, body: '{"user":"johndoe"}' } },
    { expect: { sessions: 1 } },
  ],
};

import type { LessonSource } from '../lesson-source.ts';
import { post, visit } from '../requests.ts';

export const httpOnly: LessonSource = {
  id: 'http-only',
  title: 'HttpOnly',
  claim:
    'The session’s cookie is HttpOnly unless somebody turns that off, and then every script in the page can read it.',
  text: [
    'An HttpOnly cookie goes along with requests and is hidden from `document.cookie`. It and `Path=/` are what express-session sets by itself.',
    'Turning it off, so that a script can *see whether there is a session*, hands the key to any script that gets into the page: see `cookie-is-the-key`. Ask the server instead; `/me` is such a route.',
  ],
  code: { routes: ['cookie'] },
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice', 'bob'],
  steps: [
    { send: visit('/views') },
    { expect: { cookie: 'alice', attributes: { httpOnly: true } } },
    { configure: { cookie: { httpOnly: false } } },
    { send: visit('/views', { browser: 'bob' }) },
    { expect: { cookie: 'bob', attributes: { httpOnly: false } } },
    { send: post('/cookie', { id: 'changed', browser: 'bob', json: { httpOnly: true } }) },
    { expect: { response: 'changed', body: '"httpOnly":true', setCookie: false } },
  ],
};

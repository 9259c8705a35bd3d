import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const rollingUninitialized: LessonSource = {
  id: 'rolling-uninitialized',
  title: 'rolling without a session',
  claim: 'With saveUninitialized off, rolling sends no cookie until something was put into the session.',
  text: [
    '`rolling` is about a session that the browser has already. For one that is new, `saveUninitialized` decides first: an empty one is neither saved nor does it get a cookie, with every response as with one.',
    'That is as it should be. It surprises who turned on `rolling` to make sure of a cookie.',
  ],
  code: { routes: ['me', 'views'] },
  links: ['session#273', 'session#372'],
  lab: { options: { resave: false, saveUninitialized: false, rolling: true, cookie: { maxAge: 60000 } } },
  browsers: ['alice'],
  steps: [
    { send: visit('/me', { id: 'empty' }) },
    { expect: { verdict: 'empty', rule: 'no-cookie-for-untouched' } },
    { send: visit('/me', { id: 'again' }) },
    { expect: { response: 'again', setCookie: false } },
    { send: visit('/views', { id: 'changed' }) },
    { expect: { response: 'changed', setCookie: true } },
    { send: visit('/me', { id: 'reader' }) },
    { expect: { verdict: 'reader', rule: 'cookie-rolling' } },
  ],
};

import type { LessonSource } from '../lesson-source.ts';
import { post, visit } from '../requests.ts';

export const maxAgeChangeSendsNoCookie: LessonSource = {
  id: 'max-age-change-sends-no-cookie',
  title: 'Remember me, too late',
  claim:
    'Without rolling, a browser that has its cookie gets none when nothing but req.session.cookie.maxAge was changed, because cookie settings do not count as a change of the session.',
  text: [
    'Whether a session changed is decided by a hash of its data, and `cookie` is left out of that. So a *remember me* that only sets `req.session.cookie.maxAge` reaches the store by a touch, if it has one, and not the browser: the cookie there still has no expiry.',
    'Set it in the request that also changes the session, best in the login itself.',
  ],
  code: { routes: ['cookie'] },
  links: ['session#624'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: visit('/views') },
    { send: post('/cookie', { id: 'remember', json: { maxAge: 2592000000 } }) },
    { expect: { response: 'remember', status: 200, body: '"originalMaxAge":259' } },
    { expect: { verdict: 'remember', rule: 'no-cookie-unmodified' } },
    { expect: { response: 'remember', setCookie: false } },
    { expect: { cookie: 'alice', attributes: { expires: null } } },
  ],
  task: {
    text: 'Get the new date to the browser by an option.',
    goal: [{ response: 'remember', setCookie: true }],
    hint: 'One option sends the cookie whether anything changed or not.',
    solution: { rolling: true },
  },
};

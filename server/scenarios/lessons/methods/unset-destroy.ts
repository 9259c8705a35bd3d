import type { LessonSource } from '../lesson-source.ts';
import { login, post, visit } from '../requests.ts';

export const unsetDestroy: LessonSource = {
  id: 'unset-destroy',
  title: 'unset: destroy',
  claim:
    'With unset destroy, setting req.session to null removes the stored session when the response ends, and leaves the cookie.',
  text: [
    'The session is destroyed at the end of the response, by the middleware. There is no callback, so that the handler cannot know whether it went well: `req.session.destroy(callback)` tells.',
    'As after any destroy, the browser keeps a cookie that leads nowhere.',
  ],
  code: { routes: ['unset'] },
  links: ['session#6'],
  lab: { options: { resave: false, saveUninitialized: false, unset: 'destroy' } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { send: post('/unset', { id: 'unset' }) },
    { expect: { verdict: 'unset', rule: 'destroy-unset' } },
    { expect: { store: 'unset', operation: 'destroy' } },
    { expect: { response: 'unset', setCookie: false } },
    { expect: { sessions: 0 } },
    { expect: { cookie: 'alice', present: true } },
    { send: visit('/me', { id: 'next' }) },
    { expect: { verdict: 'next', rule: 'unknown-sid' } },
  ],
};

import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const viewCounter: LessonSource = {
  id: 'view-counter',
  title: 'The view counter',
  claim:
    'What a handler puts into req.session is there again at the same browser’s next request, and at no other’s.',
  text: [
    'HTTP remembers nothing. The middleware gives a browser a cookie with an ID, keeps an object under that ID in its store, and hands each request a copy of the object as `req.session`.',
    'Here alice visits twice and bob once. Each has a session: alice’s has counted to 2, bob’s begins at 1.',
  ],
  code: { routes: ['views'] },
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice', 'bob'],
  steps: [
    { send: visit('/views', { id: 'first' }) },
    { expect: { response: 'first', status: 200, body: '{"views":1}', setCookie: true } },
    { send: visit('/views', { id: 'second' }) },
    { expect: { verdict: 'second', rule: 'session-found' } },
    { expect: { response: 'second', body: '{"views":2}', setCookie: false } },
    { send: visit('/views', { id: 'bob', browser: 'bob' }) },
    { expect: { response: 'bob', body: '{"views":1}', setCookie: true } },
    { expect: { session: 'alice', path: 'views', equals: 2 } },
    { expect: { sessions: 2 } },
  ],
};

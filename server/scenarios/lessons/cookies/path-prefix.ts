import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const pathPrefix: LessonSource = {
  id: 'path-prefix',
  title: 'A path is not a prefix',
  claim:
    'For the path /v the middleware makes a session at /views, and the browser never sends that session’s cookie there.',
  text: [
    'express-session compares texts: `/views` begins with `/v`, so it takes part. Browsers compare *parts*: `/v` covers `/v` and `/v/1`, not `/views`. The cookie is sent, stored, and does not come back to `/views`.',
    "So `cookie: { path: '/app' }` begins a new session with every request to `/application`.",
  ],
  code: { routes: ['views'] },
  links: ['session#241', 'session#507'],
  lab: { options: { resave: false, saveUninitialized: false, cookie: { path: '/v' } } },
  browsers: ['alice'],
  steps: [
    { send: visit('/views', { id: 'first' }) },
    { expect: { response: 'first', body: '{"views":1}', setCookie: true } },
    { expect: { cookie: 'alice', attributes: { path: '/v' } } },
    { send: visit('/views', { id: 'second' }) },
    { expect: { verdict: 'second', rule: 'not-sent-path' } },
    { expect: { response: 'second', body: '{"views":1}', setCookie: true } },
    { expect: { sessions: 2 } },
  ],
  task: {
    text: 'Let the counter count.',
    goal: [{ response: 'second', body: '{"views":2}' }, { sessions: 1 }],
    hint: 'Give a path that covers /views for the browser as well.',
    solution: { cookie: { path: '/views' } },
  },
};

import type { LessonSource } from '../lesson-source.ts';
import { post, visit } from '../requests.ts';

export const pathMismatch: LessonSource = {
  id: 'path-mismatch',
  title: 'Outside the cookie’s path',
  claim: 'Outside cookie.path the middleware does nothing, so that there is no req.session at all.',
  text: [
    "`cookie: { path: '/cart' }` is not only an attribute for the browser. The middleware looks at it too, and passes by every request to another path: handlers there find `req.session` undefined, and most of them crash.",
    "Leave the path at `/`, and mount the middleware where it is needed: `app.use('/shop', session(…))`.",
  ],
  code: { routes: ['cart', 'me'] },
  links: ['session#241'],
  lab: { options: { resave: false, saveUninitialized: false, cookie: { path: '/cart' } } },
  browsers: ['alice'],
  steps: [
    { send: post('/cart/apples', { id: 'inside' }) },
    { expect: { response: 'inside', status: 200, setCookie: true } },
    { expect: { cookie: 'alice', attributes: { path: '/cart' } } },
    { send: visit('/me', { id: 'outside' }) },
    { expect: { verdict: 'outside', rule: 'path-mismatch' } },
    { expect: { response: 'outside', status: 500 } },
  ],
  task: {
    text: 'Let /me see the cart.',
    goal: [{ response: 'outside', status: 200, body: '"apples":1' }],
    hint: 'Which path covers both?',
    solution: { cookie: { path: '/' } },
  },
};

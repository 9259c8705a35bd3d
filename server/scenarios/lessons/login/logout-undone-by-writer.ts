import type { LessonSource } from '../lesson-source.ts';
import { login, post, visit } from '../requests.ts';

export const logoutUndoneByWriter: LessonSource = {
  id: 'logout-undone-by-writer',
  title: 'A logout undone by a writer',
  claim: 'Even with resave off, a request in flight that changes the session brings it back after a logout.',
  text: [
    '`resave: false` keeps readers from saving: see `logout-undone`. A writer has something to save, and a store’s `set` does not ask whether the session is still there.',
    'The apple is put into a cart, the cart is saved with all of the session around it, and johndoe is logged in again.',
    'Against this help one request at a time for each session, or a logout that is also written where no session can undo it.',
  ],
  code: { routes: ['cart', 'logout'] },
  links: ['session#632', 'session#957', 'connect-mongo#471'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    {
      together: [
        post('/cart/apples', { id: 'writer', work: 450 }),
        post('/logout', { id: 'logout', work: 150 }),
      ],
    },
    { expect: { response: 'logout', status: 302 } },
    { expect: { verdict: 'writer', rule: 'save-modified' } },
    { expect: { session: 'alice', path: 'user', equals: 'johndoe' } },
    { send: visit('/account', { id: 'later' }) },
    { expect: { response: 'later', status: 200, body: '{"user":"johndoe"}' } },
  ],
};

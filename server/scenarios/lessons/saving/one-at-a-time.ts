import type { LessonSource } from '../lesson-source.ts';
import { login, post } from '../requests.ts';

export const oneAtATime: LessonSource = {
  id: 'one-at-a-time',
  title: 'One at a time',
  claim: 'When the requests of one session are taken one at a time, neither of two writers loses anything.',
  text: [
    'What closes the window is that the second request does not load before the first has saved. A queue for each session cookie, in front of the session middleware, does that: requests of *different* sessions still run side by side.',
    'The same two requests as in `two-writers` leave both an apple and a pear. The price is waiting; and a queue lives in one process, so that several instances need a lock that they share.',
  ],
  code: { routes: ['cart'] },
  links: ['session#312', 'session#935'],
  lab: { options: { resave: false, saveUninitialized: false }, oneAtATime: true },
  browsers: ['alice'],
  steps: [
    { send: login() },
    {
      together: [post('/cart/apples', { id: 'A', work: 150 }), post('/cart/pears', { id: 'B', work: 450 })],
    },
    { expect: { response: 'A', status: 200 } },
    { expect: { response: 'B', status: 200 } },
    { expect: { session: 'alice', path: 'cart', equals: { apples: 1, pears: 1 } } },
  ],
};

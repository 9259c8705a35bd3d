import type { LessonSource } from '../lesson-source.ts';
import { login, post, visit } from '../requests.ts';

export const readerUndoesWrite: LessonSource = {
  id: 'reader-undoes-write',
  title: 'A reader undoes a write',
  claim: 'With resave on, a request that changes nothing overwrites what another has saved meanwhile.',
  text: [
    'A load copies the *whole* session, and a save writes the whole copy back. There is no version and no lock.',
    'B only reads, but takes longer than A. With `resave: true` it saves all the same when it ends: the copy from before A’s write. The apple that A put into the cart is gone, and both were answered 200.',
    'With `resave: false` the unchanged copy is touched, not saved, so nothing is overwritten. It helps against readers only: see `two-writers`.',
  ],
  code: { routes: ['cart', 'me'] },
  links: [
    'session#312',
    'session#383',
    'session#935',
    'connect-redis#75',
    'connect-redis#328',
    'connect-redis#346',
  ],
  lab: { options: { resave: true, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login({ id: 'login' }) },
    {
      together: [post('/cart/apples', { id: 'A', work: 150 }), visit('/me', { id: 'B', work: 450 })],
    },
    { expect: { response: 'A', status: 200, body: '"apples":1' } },
    { expect: { response: 'B', status: 200 } },
    { expect: { store: 'A', operation: 'save' } },
    { expect: { verdict: 'B', rule: 'save-resave' } },
    { expect: { session: 'alice', path: 'user', equals: 'johndoe' } },
    { expect: { session: 'alice', path: 'cart', exists: false } },
  ],
  task: {
    text: 'Make the apple survive, without changing the requests.',
    goal: [{ session: 'alice', path: 'cart.apples', equals: 1 }],
    hint: 'Which option saves a session in which nothing has changed?',
    solution: { resave: false },
  },
};

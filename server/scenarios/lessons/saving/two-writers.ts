import type { LessonSource } from '../lesson-source.ts';
import { login, post } from '../requests.ts';

export const twoWriters: LessonSource = {
  id: 'two-writers',
  title: 'Two writers',
  claim:
    'Of two overlapping requests that both change the session, the one that saves last erases the other’s change, even with resave off.',
  text: [
    'Both load the same session, each changes its own copy, and each saves the whole of it. They change *different* things, and yet only the last one’s stay.',
    '`resave: false` does not help, since both copies have changed. In the race lab: of the 20 orders in which the steps of the two can mix, 18 lose a write.',
    'What helps is one request at a time for each session, or keeping what many requests change out of it.',
  ],
  code: { routes: ['cart'] },
  links: [
    'session#312',
    'session#383',
    'session#935',
    'connect-redis#75',
    'connect-redis#328',
    'connect-redis#346',
  ],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    {
      together: [post('/cart/apples', { id: 'A', work: 150 }), post('/cart/pears', { id: 'B', work: 450 })],
    },
    { expect: { response: 'A', body: '{"cart":{"apples":1}}' } },
    { expect: { response: 'B', body: '{"cart":{"pears":1}}' } },
    { expect: { verdict: 'A', rule: 'save-modified' } },
    { expect: { verdict: 'B', rule: 'save-modified' } },
    { expect: { session: 'alice', path: 'cart', equals: { pears: 1 } } },
  ],
};

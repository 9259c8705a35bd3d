import type { LessonSource } from '../lesson-source.ts';
import { post, visit } from '../requests.ts';

export const jsonOnly: LessonSource = {
  id: 'json-only',
  title: 'What JSON makes of data',
  claim:
    'A session comes back as JSON carried it: a Date as text, a Map as an empty object, functions and undefined not at all.',
  text: [
    'The stores here keep text, as most do. Within one request `req.session.date` is the Date that you put there; the next request gets what `JSON.parse(JSON.stringify(session))` leaves of it.',
    'So the handler that stores a Date works in its own test and fails in the next request with *getTime is not a function*. Store what JSON has: numbers, texts, booleans, null, arrays and plain objects.',
  ],
  code: { routes: ['keep', 'kept'] },
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: post('/kept', { id: 'put' }) },
    {
      expect: {
        response: 'put',
        body: '{"date":"Date","map":"Map","call":"Function","nothing":"undefined"}',
      },
    },
    { send: visit('/kept', { id: 'next' }) },
    { expect: { response: 'next', body: '{"date":"String","map":"Object"}' } },
    { expect: { session: 'alice', path: 'things.map', equals: {} } },
    { expect: { session: 'alice', path: 'things.call', exists: false } },
  ],
};

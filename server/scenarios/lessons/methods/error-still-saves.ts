import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const errorStillSaves: LessonSource = {
  id: 'error-still-saves',
  title: 'An error does not roll back',
  claim:
    'A session that a handler changed before it threw is saved all the same, with the response 500, unless the headers were out already.',
  text: [
    'The session is saved when the response *ends*, whoever ends it. An error handler’s 500 is a response like any other, and saves what the failed handler had changed so far.',
    'Where the answer had begun, by `res.write` or a stream, no 500 can come any more: Express breaks the connection off, the response never ends, and nothing is saved.',
    'A session is no transaction. Change it last, when nothing can fail any more.',
  ],
  code: { routes: ['fail'] },
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: visit('/fail', { id: 'failed' }) },
    { expect: { response: 'failed', status: 500, setCookie: true } },
    { expect: { verdict: 'failed', rule: 'save-new-modified' } },
    { expect: { session: 'alice', path: 'attempts', equals: 1 } },
    { send: visit('/fail') },
    { expect: { session: 'alice', path: 'attempts', equals: 2 } },
  ],
};

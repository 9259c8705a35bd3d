import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const maxAgeInMs: LessonSource = {
  id: 'max-age-in-ms',
  title: 'maxAge counts milliseconds',
  claim: 'A maxAge of 3600, meant as an hour, logs a visitor out who reads a page for a minute.',
  text: [
    'The attribute `Max-Age` of a cookie counts seconds; the option `maxAge` of express-session counts milliseconds, and is written into the cookie as a date. 3600 are three seconds and a half.',
    'On a fast machine with an impatient developer that even seems to work.',
  ],
  code: { snippet: 'app.use(session({ cookie: { maxAge: 60 * 60 * 1000 } }));' },
  links: ['session#624'],
  lab: { options: { resave: false, saveUninitialized: false, cookie: { maxAge: 3600 } } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { advance: 60000 },
    { expect: { cookie: 'alice', present: false } },
    { send: visit('/me', { id: 'next' }) },
    { expect: { response: 'next', body: '"user":null' } },
  ],
  task: {
    text: 'Make it the hour that was meant.',
    goal: [{ response: 'next', body: '"user":"johndoe"' }],
    hint: 'A thousand times as much.',
    solution: { cookie: { maxAge: 3600000 } },
  },
};

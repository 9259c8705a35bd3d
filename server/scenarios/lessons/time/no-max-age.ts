import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

const year = 365 * 24 * 60 * 60 * 1000;

export const noMaxAge: LessonSource = {
  id: 'no-max-age',
  title: 'Without maxAge nothing ends',
  claim: 'A session without maxAge is still good a year later, for whoever has its cookie.',
  text: [
    'Without `maxAge` the cookie has no expiry: the browser drops it when it is closed, if it does, since many restore their session cookies. The *stored* session has no expiry at all.',
    'So a cookie that was copied once is a key that fits for ever, and the store only grows.',
  ],
  code: { snippet: 'app.use(session({ cookie: { maxAge: 8 * 60 * 60 * 1000 } }));' },
  links: ['session#624', 'session#556'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { expect: { cookie: 'alice', attributes: { expires: null } } },
    { advance: year },
    { send: visit('/me', { id: 'late' }) },
    { expect: { verdict: 'late', rule: 'session-found' } },
    { expect: { response: 'late', body: '"user":"johndoe"' } },
    { expect: { sessions: 1 } },
  ],
  task: {
    text: 'See to it that nobody is logged in after a year.',
    goal: [
      { verdict: 'late', rule: 'no-cookie' },
      { response: 'late', body: '"user":null' },
    ],
    hint: 'Give the cookie an age; the stored session gets the same one.',
    solution: { cookie: { maxAge: 28800000 } },
  },
};

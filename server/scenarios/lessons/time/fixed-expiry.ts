import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const fixedExpiry: LessonSource = {
  id: 'fixed-expiry',
  title: 'expires is one moment for all',
  claim: 'With cookie.expires in the past every cookie has ended before it arrives, and no login lasts.',
  text: [
    '`expires` is a date, and the same for every session. It is well until that moment comes; then everybody is logged out at once, and from then on every new cookie has ended before the browser gets it. Here that moment was long ago.',
    '`maxAge` is counted from each response, and is what is meant nearly always. Where both are given, the one that is written later wins.',
  ],
  code: { snippet: 'app.use(session({ cookie: { maxAge: 8 * 60 * 60 * 1000 } }));' },
  links: ['session#624'],
  lab: {
    options: { resave: false, saveUninitialized: false, cookie: { expires: '2020-01-01T00:00:00Z' } },
  },
  browsers: ['alice'],
  steps: [
    { send: login({ id: 'login' }) },
    { expect: { response: 'login', status: 302, setCookie: true } },
    { expect: { cookie: 'alice', present: false } },
    { send: visit('/me', { id: 'next' }) },
    { expect: { response: 'next', body: '"user":null' } },
  ],
  task: {
    text: 'Let a login last an hour, counted from the login.',
    goal: [{ cookie: 'alice' }, { response: 'next', body: '"user":"johndoe"' }],
    hint: 'Leave the date out, and give a span.',
    solution: { cookie: { expires: null, maxAge: 3600000 } },
  },
};

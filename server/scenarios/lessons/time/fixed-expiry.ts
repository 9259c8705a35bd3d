import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const fixedExpiry: LessonSource = {
  id: 'fixed-expiry',
  title: 'expires is not when a session ends',
  claim:
    'With cookie.expires in the past the cookie of every new session has ended before it arrives, and no login lasts.',
  text: [
    '`expires` is a date, but express-session takes from it only how long it is until then, when a session begins. That span begins anew with each response in the store, and with each Set-Cookie in the browser: a session whose cookie is sent again lives on past the date, a minute at a time if it began a minute before it. One that begins after the date has ended before the browser gets its cookie. Here the date was long ago.',
    '`maxAge` is such a span itself, the same for every session whenever it begins, and is what is meant nearly always. Where both are given, the one that is written later wins.',
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

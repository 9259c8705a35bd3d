import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const twoClocks: LessonSource = {
  id: 'two-clocks',
  title: 'Two clocks',
  claim:
    'A request that only reads renews the stored session and not the cookie, so an active visitor is logged out when the cookie ends.',
  text: [
    'A `maxAge` sets two clocks: the cookie’s in the browser, and the session’s in the store. A touch moves the second. The first moves only when Set-Cookie is sent, and without `rolling` that takes a *change* of the session.',
    'alice is there at 0, 40 and 70 seconds, with a `maxAge` of 60. The store would still know her; her browser has dropped the cookie.',
  ],
  code: { routes: ['views', 'me'] },
  links: ['session#624', 'session#357', 'session#2', 'connect-redis#251'],
  lab: { options: { resave: false, saveUninitialized: false, rolling: false, cookie: { maxAge: 60000 } } },
  notOn: { 'memory-no-touch': 'It has no touch: there, neither of the clocks is moved.' },
  browsers: ['alice', 'mallory'],
  steps: [
    { send: visit('/views') },
    { copyCookie: { from: 'alice', to: 'mallory' } },
    { advance: 40000 },
    { send: visit('/me', { id: 'reader' }) },
    { expect: { store: 'reader', operation: 'touch' } },
    { expect: { response: 'reader', setCookie: false } },
    { advance: 30000 },
    { expect: { cookie: 'alice', present: false } },
    { send: visit('/me', { id: 'late' }) },
    { expect: { verdict: 'late', rule: 'no-cookie' } },
    { send: visit('/me', { id: 'copy', browser: 'mallory' }) },
    { expect: { verdict: 'copy', rule: 'session-found' } },
  ],
  task: {
    text: 'Keep alice logged in while she is active.',
    goal: [{ verdict: 'late', rule: 'session-found' }],
    hint: 'Which option sends the cookie with every response?',
    solution: { rolling: true },
  },
};

import type { LessonSource } from '../lesson-source.ts';
import { post, visit } from '../requests.ts';

export const touchByHand: LessonSource = {
  id: 'touch-by-hand',
  title: 'touch and maxAge',
  claim: 'session.touch() by itself sends no cookie, so the browser’s one still ends at its first date.',
  text: [
    '`req.session.touch()` sets `cookie.maxAge` back to what it was last set to. The middleware does the same at the end of every request, so calling it by hand adds nothing.',
    'It concerns the session and the store. The browser learns of the new date only by a Set-Cookie, and there is none: alice’s cookie ends 60 seconds after her first request, although she was there at 40.',
    '`rolling: true` renews the cookie with every response; without it only a change of the session does.',
  ],
  code: { routes: ['touch'] },
  links: ['session#624', 'session#2'],
  lab: { options: { resave: false, saveUninitialized: false, cookie: { maxAge: 60000 } } },
  browsers: ['alice'],
  steps: [
    { send: visit('/views') },
    { advance: 40000 },
    { send: post('/touch', { id: 'touch' }) },
    { expect: { response: 'touch', status: 200, setCookie: false } },
    { expect: { cookie: 'alice', present: true } },
    { advance: 21000 },
    { expect: { cookie: 'alice', present: false } },
  ],
  task: {
    text: 'Let alice keep her cookie beyond the 61st second.',
    goal: [{ cookie: 'alice', present: true }],
    hint: 'A cookie is renewed by being sent.',
    solution: { rolling: true },
  },
};

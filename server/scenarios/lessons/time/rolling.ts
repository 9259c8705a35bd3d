import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const rolling: LessonSource = {
  id: 'rolling',
  title: 'rolling',
  claim:
    'With rolling on, every response renews the cookie, and a session ends only after a whole maxAge without a request.',
  text: [
    'Both clocks are set anew by every request: the cookie’s by Set-Cookie, the store’s by a touch. That is what most people mean by *log out after 20 minutes of inactivity*.',
    'The price is a Set-Cookie in every response.',
  ],
  code: { routes: ['me'] },
  links: ['session#624', 'session#357', 'session#2'],
  lab: { options: { resave: false, saveUninitialized: false, rolling: true, cookie: { maxAge: 60000 } } },
  notOn: { 'memory-no-touch': 'It has no touch, so the stored session ends: see store-without-touch.' },
  browsers: ['alice'],
  steps: [
    { send: visit('/views') },
    { advance: 40000 },
    { send: visit('/me', { id: 'at-40' }) },
    { expect: { verdict: 'at-40', rule: 'cookie-rolling' } },
    { advance: 40000 },
    { send: visit('/me', { id: 'at-80' }) },
    { expect: { response: 'at-80', body: '"views":1', setCookie: true } },
    { advance: 61000 },
    { send: visit('/me', { id: 'too-late' }) },
    { expect: { verdict: 'too-late', rule: 'no-cookie' } },
    { expect: { response: 'too-late', body: '"views":0' } },
  ],
};

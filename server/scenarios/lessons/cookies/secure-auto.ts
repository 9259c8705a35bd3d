import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const secureAuto: LessonSource = {
  id: 'secure-auto',
  title: "secure: 'auto'",
  claim:
    'With secure auto a session that begins on https gets a Secure cookie, and one that begins on plain http gets one that is not.',
  text: [
    'The value is resolved when the session is *made*, from the connection of that request, and stored with it.',
    'It is right for a machine that is reached both ways. Its weakness: a visitor who comes over http first keeps a cookie that is not Secure for as long as that session lives, on https as well.',
  ],
  code: { snippet: "app.use(session({ cookie: { secure: 'auto' } }));" },
  links: ['session#281', 'session#1081'],
  lab: {
    options: { resave: false, saveUninitialized: false, trustProxy: 1, cookie: { secure: 'auto' } },
  },
  browsers: ['alice', 'bob'],
  steps: [
    { send: visit('/views', { headers: { 'X-Forwarded-Proto': 'https' } }) },
    { expect: { cookie: 'alice', attributes: { secure: true } } },
    { send: visit('/views', { browser: 'bob' }) },
    { expect: { cookie: 'bob', attributes: { secure: false } } },
    { send: visit('/views', { id: 'later', browser: 'bob', headers: { 'X-Forwarded-Proto': 'https' } }) },
    { expect: { response: 'later', body: '{"views":2}' } },
    { expect: { cookie: 'bob', attributes: { secure: false } } },
  ],
};

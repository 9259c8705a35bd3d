import type { LessonSource } from '../lesson-source.ts';
import { login } from '../requests.ts';

export const sameSiteNone: LessonSource = {
  id: 'same-site-none',
  title: 'SameSite=None without Secure',
  claim: 'A cookie with SameSite=None that is not Secure is sent by the server and refused by the browser.',
  text: [
    "An app in a frame on another site needs `sameSite: 'none'`. Browsers take that only together with `secure`, and drop the cookie otherwise: the server’s log shows a Set-Cookie, the next request has no Cookie.",
    '`secure: true` in turn needs a connection that is seen as secure: behind a proxy see `secure-behind-proxy`. Here the request comes through one.',
  ],
  code: { snippet: "app.use(session({ cookie: { sameSite: 'none', secure: true } }));" },
  links: ['session#374', 'session#520', 'session#827'],
  lab: {
    options: { resave: false, saveUninitialized: false, trustProxy: 1, cookie: { sameSite: 'none' } },
  },
  browsers: ['alice'],
  steps: [
    { send: login({ id: 'login', headers: { 'X-Forwarded-Proto': 'https' } }) },
    { expect: { response: 'login', status: 302, setCookie: true } },
    { expect: { refused: 'login', reason: 'jar-refused-same-site-none' } },
    { expect: { cookie: 'alice', present: false } },
  ],
  task: {
    text: 'Get the cookie into the browser, still with SameSite=None.',
    goal: [{ cookie: 'alice', attributes: { sameSite: 'none', secure: true } }],
    hint: 'The browser says what it lacks.',
    solution: { cookie: { secure: true } },
  },
};

import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const cookieNotSent: LessonSource = {
  id: 'cookie-not-sent',
  title: 'A new session on every request',
  claim: 'A client that does not send the cookie back gets another session with every request.',
  text: [
    "*My session is empty after login* is the most asked question of all, and the server is mostly right: the request came without its cookie. A `fetch` to another origin leaves cookies out, and ignores Set-Cookie too, unless it is told `credentials: 'include'`; curl and many http clients keep no cookies at all.",
    'The login is answered 302, its session is in the store, and the next request is nobody’s. Look at the request first: is there a Cookie header?',
    'For another origin the server must allow it as well, by `Access-Control-Allow-Credentials` and an origin that is named. For another *site* see `same-site-lax`.',
  ],
  code: { snippet: "await fetch('https://api.example/me', { credentials: 'include' });" },
  links: ['session#374', 'session#520', 'session#827', 'session#955', 'session#913', 'session#774'],
  lab: { options: { resave: false, saveUninitialized: true } },
  browsers: ['alice'],
  steps: [
    { send: login({ id: 'login', cookies: 'omit' }) },
    { expect: { response: 'login', status: 302, setCookie: true } },
    { expect: { refused: 'login', reason: 'jar-refused-omitted' } },
    { send: visit('/me', { id: 'first', cookies: 'omit' }) },
    { expect: { verdict: 'first', rule: 'no-cookie' } },
    { expect: { response: 'first', body: '"user":null', setCookie: true } },
    { send: visit('/me', { cookies: 'omit' }) },
    { expect: { sessions: 3 } },
    { send: login() },
    { send: visit('/me', { id: 'included' }) },
    { expect: { response: 'included', body: '"user":"johndoe"' } },
  ],
};

import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const secureOnHttp: LessonSource = {
  id: 'secure-on-http',
  title: 'Secure on plain http',
  claim:
    'With cookie.secure on and a connection that is plain http, the session is saved and its cookie is silently withheld.',
  text: [
    'It is the server that withholds it, before any browser is asked. There is no warning: the login is answered as if all were well, and every login leaves one more session.',
    "It happens on a developer’s machine with the options of production, and in production behind a proxy: see `secure-behind-proxy`. `secure: 'auto'` follows the connection: see `secure-auto`.",
  ],
  code: { routes: ['login', 'me'] },
  links: ['session#281', 'session#781', 'session#628', 'session#983', 'session#909'],
  lab: { options: { resave: false, saveUninitialized: false, cookie: { secure: true } } },
  browsers: ['alice'],
  steps: [
    { send: login({ id: 'login' }) },
    { expect: { response: 'login', status: 302, setCookie: false } },
    { expect: { verdict: 'login', rule: 'no-cookie-insecure' } },
    { expect: { store: 'login', operation: 'save' } },
    { send: visit('/me', { id: 'next' }) },
    { expect: { response: 'next', body: '"user":null' } },
    { send: login() },
    { expect: { sessions: 2 } },
  ],
  task: {
    text: 'Let alice log in over plain http, with an option that stays right on https.',
    goal: [{ response: 'next', body: '"user":"johndoe"' }],
    hint: 'Besides true and false there is a third value.',
    solution: { cookie: { secure: 'auto' } },
  },
};

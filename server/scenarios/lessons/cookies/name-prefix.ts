import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const namePrefix: LessonSource = {
  id: 'name-prefix',
  title: 'A name that promises',
  claim:
    'A cookie whose name begins with __Host- is refused by the browser unless it is Secure, has Path=/ and no Domain.',
  text: [
    'A server that gets a cookie sees its name and value, and not who set it or how. `__Host-` puts the promise into the name: a browser stores such a cookie only if it came over https, for this host alone and for all of its paths. So no subdomain and no page on plain http can plant one. `__Secure-` promises `Secure` alone.',
    'What does not hold its promise is dropped without a word to the server, and every request begins a new session.',
  ],
  code: { snippet: "app.use(session({ name: '__Host-sid', cookie: { secure: true } }));" },
  links: ['session#124'],
  lab: {
    options: {
      resave: false,
      saveUninitialized: false,
      name: '__Host-sid',
      trustProxy: 1,
      cookie: { secure: false },
    },
  },
  browsers: ['alice'],
  steps: [
    { send: login({ id: 'login', headers: { 'X-Forwarded-Proto': 'https' } }) },
    { expect: { response: 'login', status: 302, setCookie: true } },
    { expect: { refused: 'login', reason: 'jar-refused-prefix' } },
    { send: visit('/me', { id: 'next' }) },
    { expect: { response: 'next', body: '"user":null' } },
  ],
  task: {
    text: 'Get the cookie into the browser, with the name as it is.',
    goal: [{ cookie: 'alice', attributes: { secure: true, path: '/', hostOnly: true } }],
    hint: 'Of the three, one is missing.',
    solution: { cookie: { secure: true } },
  },
};

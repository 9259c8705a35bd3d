import type { LessonSource } from '../lesson-source.ts';
import { login } from '../requests.ts';

export const wrongDomain: LessonSource = {
  id: 'wrong-domain',
  title: 'Domain',
  claim:
    'A cookie whose Domain the host does not belong to is sent by the server and refused by the browser.',
  text: [
    'A host may set cookies for itself and for a domain above it: `app.example.com` for `example.com`, and never for `example.org`, nor for a public suffix such as `com` or `co.uk`. With the domain of production on a developer’s machine, nobody can log in.',
    'Without `domain` a cookie belongs to its host alone, which is the safest. With it, every subdomain gets the cookie, and can put its own in its place.',
  ],
  code: { snippet: "app.use(session({ cookie: { domain: 'example.com' } })); // on 127.0.0.1" },
  links: ['session#241', 'session#507'],
  lab: { options: { resave: false, saveUninitialized: false, cookie: { domain: 'example.com' } } },
  browsers: ['alice'],
  steps: [
    { send: login({ id: 'login' }) },
    { expect: { response: 'login', status: 302, setCookie: true } },
    { expect: { refused: 'login', reason: 'jar-refused-domain' } },
    { expect: { cookie: 'alice', present: false } },
  ],
  task: {
    text: 'Let alice log in here.',
    goal: [
      { session: 'alice', path: 'user', equals: 'johndoe' },
      { cookie: 'alice', attributes: { hostOnly: true } },
    ],
    hint: 'A cookie needs no Domain.',
    solution: { cookie: { domain: null } },
  },
};

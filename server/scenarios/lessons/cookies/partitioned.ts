import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const partitioned: LessonSource = {
  id: 'partitioned',
  title: 'Partitioned without Secure',
  claim: 'A Partitioned cookie that is not Secure is sent by the server and refused by the browser.',
  text: [
    'With `partitioned` the cookie gets a jar of its own under each site that embeds the app, which is how an embedded page can keep a session where cookies of other sites are blocked.',
    'Browsers take such a cookie only together with `Secure`. Without it the server’s log shows a Set-Cookie, and the next request has no Cookie.',
  ],
  code: { snippet: "app.use(session({ cookie: { partitioned: true, secure: true, sameSite: 'none' } }));" },
  links: ['session#374', 'session#955'],
  lab: {
    options: { resave: false, saveUninitialized: false, trustProxy: 1, cookie: { partitioned: true } },
  },
  browsers: ['alice'],
  steps: [
    { send: login({ id: 'login', headers: { 'X-Forwarded-Proto': 'https' } }) },
    { expect: { response: 'login', setCookie: true } },
    { expect: { refused: 'login', reason: 'jar-refused-partitioned' } },
    { send: visit('/me', { id: 'next' }) },
    { expect: { response: 'next', body: '"user":null' } },
  ],
  task: {
    text: 'Get the cookie into the browser, still partitioned.',
    goal: [{ cookie: 'alice', attributes: { secure: true } }],
    hint: 'As with SameSite=None.',
    solution: { cookie: { secure: true } },
  },
};

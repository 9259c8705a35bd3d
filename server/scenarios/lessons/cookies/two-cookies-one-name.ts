import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const twoCookiesOneName: LessonSource = {
  id: 'two-cookies-one-name',
  title: 'Two cookies of one name',
  claim:
    'After cookie.path was changed a browser holds two session cookies, and the server takes the one with the longer path.',
  text: [
    'A cookie is replaced only by one with the same name, domain *and* path. After a deployment that changed the path, visitors carry the old one and the new one, and send both; the longer path comes first, and express-session takes the first.',
    'So alice is on her old session at `/views` and on a new one elsewhere, for as long as the old cookie lives. Change the `name` together with the path, and the old cookie is simply ignored.',
  ],
  code: { snippet: "app.use(session({ name: 'app.sid', cookie: { path: '/' } }));" },
  links: ['session#241', 'session#507', 'session#596'],
  lab: { options: { resave: false, saveUninitialized: false, cookie: { path: '/views' } } },
  browsers: ['alice'],
  steps: [
    { send: visit('/views') },
    { configure: { cookie: { path: '/' } } },
    { send: visit('/big?kb=1', { id: 'elsewhere' }) },
    { expect: { verdict: 'elsewhere', rule: 'no-cookie' } },
    { expect: { response: 'elsewhere', setCookie: true } },
    { expect: { sessions: 2 } },
    { send: visit('/views', { id: 'views' }) },
    { expect: { response: 'views', body: '{"views":2}' } },
    { send: visit('/me', { id: 'me' }) },
    { expect: { response: 'me', body: '"views":0' } },
  ],
};

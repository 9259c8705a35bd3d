import type { LessonSource } from '../lesson-source.ts';
import { login, post } from '../requests.ts';

export const clearCookieWrongPath: LessonSource = {
  id: 'clear-cookie-wrong-path',
  title: 'clearCookie with the wrong path',
  claim:
    'res.clearCookie with another path than the cookie’s own removes nothing, even under the right name.',
  text: [
    'Name, domain and path together say which cookie is meant. A browser may hold two cookies of one name under two paths, and clears only the one that fits.',
    '`res.clearCookie` takes `/` unless told otherwise. If the session’s cookie has a path or a domain, give the same ones.',
  ],
  code: {
    routes: ['logoutClear'],
    snippet:
      "res.clearCookie('connect.sid', { path: '/app' }); // as in session({ cookie: { path: '/app' } })",
  },
  links: ['session#241', 'session#507', 'session#596'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { send: post('/logout/clear?path=/app', { id: 'wrong' }) },
    { expect: { verdict: 'wrong', rule: 'jar-nothing-to-remove' } },
    { expect: { cookie: 'alice', present: true } },
    { send: login() },
    { send: post('/logout/clear?path=/', { id: 'right' }) },
    { expect: { verdict: 'right', rule: 'jar-removed' } },
    { expect: { cookie: 'alice', present: false } },
  ],
};

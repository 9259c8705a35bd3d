import type { LessonSource } from '../lesson-source.ts';
import { login, post } from '../requests.ts';

export const clearCookieWrongName: LessonSource = {
  id: 'clear-cookie-wrong-name',
  title: 'clearCookie with the wrong name',
  claim:
    'res.clearCookie("sid") leaves the session’s cookie in the browser, because its name is connect.sid.',
  text: [
    'A cookie is removed by sending it once more with a date in the past, under the same name. The browser finds no `sid`, removes nothing, and says nothing.',
    'The default name is `connect.sid`. If the app sets `name`, the logout has to use that.',
  ],
  code: { routes: ['logoutClear'] },
  links: ['session#241', 'session#507', 'session#596'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { send: post('/logout/clear?name=sid', { id: 'wrong' }) },
    { expect: { response: 'wrong', status: 302 } },
    { expect: { verdict: 'wrong', rule: 'jar-nothing-to-remove' } },
    { expect: { cookie: 'alice', name: 'connect.sid', present: true } },
    { send: login() },
    { send: post('/logout/clear?name=connect.sid', { id: 'right' }) },
    { expect: { verdict: 'right', rule: 'jar-removed' } },
    { expect: { cookie: 'alice', name: 'connect.sid', present: false } },
  ],
};

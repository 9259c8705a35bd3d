import type { LessonSource } from '../lesson-source.ts';
import { login, post, visit } from '../requests.ts';

export const loginAndLogout: LessonSource = {
  id: 'login-and-logout',
  title: 'Login, guard, logout',
  claim: 'A guarded page answers 401 before the login, 200 after it, and 401 again after the logout.',
  text: [
    'The whole of it in four parts. A form is posted; the password is compared with its bcrypt hash; the user’s name goes into the session; a guard looks for it there. The logout destroys the session.',
    'With `saveUninitialized: false` a wrong password changes nothing: no session, no cookie.',
  ],
  code: { routes: ['login', 'account', 'logout'] },
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: visit('/account', { id: 'before' }) },
    { expect: { response: 'before', status: 401, setCookie: false } },
    { send: login({ id: 'wrong', form: { username: 'johndoe', password: 'guess' } }) },
    { expect: { response: 'wrong', status: 401, setCookie: false } },
    { expect: { sessions: 0 } },
    { send: login({ id: 'right' }) },
    { expect: { response: 'right', status: 302, location: '/me', setCookie: true } },
    { send: visit('/account', { id: 'inside' }) },
    { expect: { response: 'inside', status: 200, body: '{"user":"johndoe"}' } },
    { send: post('/logout', { id: 'logout' }) },
    { expect: { response: 'logout', status: 302, location: '/' } },
    { expect: { sessions: 0 } },
    { send: visit('/account', { id: 'after' }) },
    { expect: { response: 'after', status: 401 } },
  ],
};

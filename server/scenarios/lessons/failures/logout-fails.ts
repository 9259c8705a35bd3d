import type { LessonSource } from '../lesson-source.ts';
import { login, post, visit } from '../requests.ts';

export const logoutFails: LessonSource = {
  id: 'logout-fails',
  title: 'A logout that fails',
  claim:
    'When the store cannot destroy a session, its cookie still opens it, so the error of destroy must not be ignored.',
  text: [
    "Many logouts are written `req.session.destroy(() => res.redirect('/'))`. If the store fails they redirect all the same, and everybody believes to be logged out.",
    'This one looks at the error and answers 500. And the session is still good.',
  ],
  code: {
    routes: ['logout'],
    snippet: "req.session.destroy((error) => (error ? next(error) : res.redirect('/')));",
  },
  links: ['connect-redis#194'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { fault: { destroy: { fails: 1, message: 'read only replica' } } },
    { send: post('/logout', { id: 'logout' }) },
    { expect: { response: 'logout', status: 500, body: 'read only replica' } },
    { send: visit('/account', { id: 'after' }) },
    { expect: { response: 'after', status: 200, body: '{"user":"johndoe"}' } },
  ],
};

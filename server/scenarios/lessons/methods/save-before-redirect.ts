import type { LessonSource } from '../lesson-source.ts';
import { login } from '../requests.ts';

export const saveBeforeRedirect: LessonSource = {
  id: 'save-before-redirect',
  title: 'Save before you redirect',
  claim:
    'A browser follows a redirect as soon as the headers are in, which is before the session is saved, so the next page may not know the user yet.',
  text: [
    'The middleware saves when the response *ends*, and by then the headers are out. With a store that takes half a second to save, the browser is at `/me` before the login has been stored: alice is asked to log in again, and a reload finds her logged in.',
    'Save by hand and redirect in the callback. bob’s login does that (`?early=save`), and his first page knows him.',
  ],
  code: {
    routes: ['login'],
    snippet:
      "req.session.user = user;\nreq.session.save((error) => (error ? next(error) : res.redirect('/me')));",
  },
  links: ['session#360', 'session#167', 'session#660', 'session#704', 'session#1037', 'passport#401'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice', 'bob'],
  steps: [
    { fault: { set: { latency: 500 } } },
    { send: login({ id: 'login', follow: 'headers' }) },
    { expect: { response: 'login', status: 302, setCookie: true } },
    { expect: { before: ['login.1.loaded', 'login.saved'] } },
    { expect: { verdict: 'login.1', rule: 'unknown-sid' } },
    { expect: { response: 'login.1', body: '"user":null' } },
    { send: login({ id: 'saved', browser: 'bob', path: '/login?early=save', follow: 'headers' }) },
    { expect: { before: ['saved.saved', 'saved.1.loaded'] } },
    { expect: { response: 'saved.1', body: '"user":"johndoe"' } },
  ],
};

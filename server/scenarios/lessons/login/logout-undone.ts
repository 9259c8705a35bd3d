import type { LessonSource } from '../lesson-source.ts';
import { login, post, visit } from '../requests.ts';

export const logoutUndone: LessonSource = {
  id: 'logout-undone',
  title: 'A logout undone',
  claim: 'With resave on, a request in flight brings back the session that a logout has destroyed meanwhile.',
  text: [
    '`destroy` removes the stored session, but not the copies that requests in flight hold. A store’s `set` creates what is not there.',
    'The slow reader began before the logout and ends after it. With `resave: true` it saves its unchanged copy: the session is back, johndoe is in it, and alice’s cookie, which the logout left in the browser, still leads to it.',
  ],
  code: { routes: ['logout', 'me'] },
  links: ['session#632', 'session#957', 'connect-mongo#471'],
  lab: { options: { resave: true, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { together: [visit('/me', { id: 'reader', work: 450 }), post('/logout', { id: 'logout', work: 150 })] },
    { expect: { response: 'logout', status: 302, location: '/' } },
    { expect: { verdict: 'reader', rule: 'save-resave' } },
    { expect: { session: 'alice', path: 'user', equals: 'johndoe' } },
    { send: visit('/me', { id: 'later' }) },
    { expect: { response: 'later', body: '"user":"johndoe"' } },
  ],
  task: {
    text: 'Let the logout be final, although the reader ends after it.',
    goal: [{ response: 'later', body: '"user":null' }, { sessions: 0 }],
    hint: 'The reader has nothing to save.',
    solution: { resave: false },
  },
};

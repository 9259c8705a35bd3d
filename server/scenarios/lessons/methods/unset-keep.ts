import type { LessonSource } from '../lesson-source.ts';
import { login, post, visit } from '../requests.ts';

export const unsetKeep: LessonSource = {
  id: 'unset-keep',
  title: 'req.session = null is no logout',
  claim:
    'With unset at its default, keep, a handler that sets req.session to null leaves the stored session as it was.',
  text: [
    'Setting `req.session = null`, or deleting it, takes the session away from *this request*. The stored one stays, the cookie stays, and the next request is logged in as before.',
    'To end it, call `req.session.destroy()`, or set the option: see `unset-destroy`.',
  ],
  code: { routes: ['unset', 'me'] },
  links: ['session#6'],
  lab: { options: { resave: false, saveUninitialized: false, unset: 'keep' } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { send: post('/unset', { id: 'unset' }) },
    { expect: { verdict: 'unset', rule: 'nothing-no-session' } },
    { expect: { sessions: 1 } },
    { send: visit('/me', { id: 'next' }) },
    { expect: { response: 'next', body: '"user":"johndoe"' } },
  ],
  task: {
    text: 'Make the same handler log alice out.',
    goal: [{ response: 'next', body: '"user":null' }, { sessions: 0 }],
    hint: 'The option is named after what the handler did to req.session.',
    solution: { unset: 'destroy' },
  },
};

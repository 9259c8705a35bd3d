import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const loadFails: LessonSource = {
  id: 'load-fails',
  title: 'A load that fails',
  claim:
    'When the store cannot be read, every request that brings a session’s cookie fails, at any page behind the middleware, while those without one pass.',
  text: [
    'The error of `store.get` goes to Express before any handler is called. So one that is down without saying so takes all of the site that stands behind the middleware away from everybody who has a cookie; who has none sees nothing of it.',
    'That is why a monitor that sends no cookie finds all well.',
  ],
  code: { routes: ['greeting'] },
  links: ['connect-redis#194', 'connect-redis#373'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice', 'monitor'],
  steps: [
    { send: visit('/views') },
    { fault: { get: { fails: 'always', message: 'connect ECONNREFUSED' } } },
    { send: visit('/', { id: 'alices' }) },
    { expect: { verdict: 'alices', rule: 'load-failed' } },
    { expect: { response: 'alices', status: 500, body: 'connect ECONNREFUSED' } },
    { send: visit('/', { id: 'monitors', browser: 'monitor' }) },
    { expect: { response: 'monitors', status: 200 } },
  ],
};

import type { LessonSource } from '../lesson-source.ts';
import { post, visit } from '../requests.ts';

export const regenerateNewId: LessonSource = {
  id: 'regenerate-new-id',
  title: 'regenerate',
  claim:
    'session.regenerate() destroys the session and begins an empty one under a new ID, so the old cookie opens nothing any more.',
  text: [
    'mallory has a copy of alice’s cookie. After the regenerate alice has a new one, and mallory’s leads nowhere.',
    'Nothing of the old session is carried over: what should live on has to be put into the new one by the handler, in the callback.',
    'A request in flight that saves its copy brings the old session back, as it does after a logout: see `logout-undone`.',
  ],
  code: { routes: ['regenerate'] },
  links: ['passport#907'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice', 'mallory'],
  steps: [
    { send: visit('/views') },
    { copyCookie: { from: 'alice', to: 'mallory' } },
    { send: post('/regenerate', { id: 'regenerate' }) },
    { expect: { verdict: 'regenerate', rule: 'cookie-for-regenerated' } },
    { expect: { sessions: 1 } },
    { expect: { session: 'alice', path: 'views', exists: false } },
    { send: visit('/me', { id: 'alices' }) },
    { expect: { verdict: 'alices', rule: 'session-found' } },
    { send: visit('/me', { id: 'mallorys', browser: 'mallory' }) },
    { expect: { verdict: 'mallorys', rule: 'unknown-sid' } },
  ],
};

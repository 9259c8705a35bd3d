import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const largeSessions: LessonSource = {
  id: 'large-sessions',
  title: 'Large sessions',
  claim:
    'A session is loaded whole by every request, and with resave on it is written whole by every request.',
  text: [
    'There is no reading of a part of a session. Whoever puts 256 kB into it has every later request, each image and each poll, fetch and parse 256 kB, and with `resave: true` write them back.',
    'Keep an ID in the session, and the rest in a database.',
  ],
  code: { routes: ['big', 'me'] },
  lab: { options: { resave: true, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: visit('/big?kb=256', { id: 'big' }) },
    { expect: { response: 'big', status: 200 } },
    { send: visit('/me', { id: 'reader' }) },
    { expect: { verdict: 'reader', rule: 'session-found' } },
    { expect: { verdict: 'reader', rule: 'save-resave' } },
    { expect: { session: 'alice', path: 'big', exists: true } },
  ],
  task: {
    text: 'Spare the reader the writing.',
    goal: [
      { store: 'reader', operation: 'touch' },
      { session: 'alice', path: 'big', exists: true },
    ],
    hint: 'It has changed nothing.',
    solution: { resave: false },
  },
};

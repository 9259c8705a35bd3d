import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const tenFirstRequests: LessonSource = {
  id: 'ten-first-requests',
  title: 'Ten first requests',
  claim:
    'Ten requests that a browser sends before it has a cookie make ten sessions, nine of which it will never use.',
  text: [
    'A page that came without a cookie itself, and loads ten things at once on a first visit, sends ten requests without a cookie. Each gets a session of its own and a Set-Cookie; the browser keeps the last one.',
    '`saveUninitialized: false` helps as long as these requests put nothing into their sessions. If they do, let the page itself be answered before it asks for the rest.',
  ],
  code: { routes: ['greeting'] },
  links: ['session#513', 'connect-mongo#110'],
  lab: { options: { resave: false, saveUninitialized: true } },
  browsers: ['alice'],
  steps: [
    { together: Array.from({ length: 10 }, () => visit('/', { work: 150 })) },
    { expect: { sessions: 10 } },
    { send: visit('/views', { id: 'next' }) },
    { expect: { verdict: 'next', rule: 'session-found' } },
    { expect: { sessions: 10 } },
  ],
  task: {
    text: 'Let alice have one session in the end.',
    goal: [{ sessions: 1 }, { session: 'alice', path: 'views', equals: 1 }],
    hint: 'Only /views has something to remember.',
    solution: { saveUninitialized: false },
  },
};

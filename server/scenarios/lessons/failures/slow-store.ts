import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const slowStore: LessonSource = {
  id: 'slow-store',
  title: 'A slow store',
  claim:
    'Every request with a session’s cookie waits for the store before its handler begins, also where the handler never looks at the session.',
  text: [
    'The load comes first, whatever the page. A store that takes 300 ms adds 300 ms to each image and each poll that passes through the middleware; a touch or a save at the end holds back the last byte once more.',
    'A visitor without a cookie does not wait: there is nothing to load. Mount what needs no session before the middleware: see `middleware-place`.',
  ],
  code: { routes: ['greeting', 'before'] },
  notOn: { 'memory-non-atomic-touch': 'Its touch gets the session once more.' },
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: visit('/views') },
    { fault: { get: { latency: 300 } } },
    { send: visit('/', { id: 'behind' }) },
    { expect: { took: 'behind', ms: { min: 290 } } },
    { expect: { operations: 'get', request: 'behind', count: 1 } },
    { send: visit('/before', { id: 'before' }) },
    { expect: { operations: 'get', request: 'before', count: 0 } },
  ],
};

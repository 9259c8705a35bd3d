import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const touch: LessonSource = {
  id: 'touch',
  title: 'touch',
  claim:
    'With resave off, a request that changes nothing still keeps the stored session alive, without writing its data.',
  text: [
    'Where nothing changed, express-session calls the store’s `touch`, which moves the stored expiry and leaves the data as it is. So reading keeps a session alive, and undoes nobody’s write.',
    'alice reads after 40 seconds and again after 80, with a `maxAge` of 60. `rolling` is on here so that the browser keeps its cookie as well: see `two-clocks` for what happens without it.',
    'Not every store has `touch`: see `store-without-touch`.',
  ],
  code: { routes: ['me'] },
  links: ['session#624', 'connect-redis#251'],
  lab: { options: { resave: false, saveUninitialized: false, rolling: true, cookie: { maxAge: 60000 } } },
  notOn: { 'memory-no-touch': 'It has no touch: see store-without-touch.' },
  browsers: ['alice'],
  steps: [
    { send: visit('/views') },
    { advance: 40000 },
    { send: visit('/me', { id: 'reader' }) },
    { expect: { verdict: 'reader', rule: 'touch-unmodified' } },
    { expect: { store: 'reader', operation: 'touch' } },
    { advance: 40000 },
    { send: visit('/me', { id: 'later' }) },
    { expect: { verdict: 'later', rule: 'session-found' } },
    { expect: { response: 'later', body: '"views":1' } },
  ],
};

import type { LessonSource } from '../lesson-source.ts';
import { post } from '../requests.ts';

export const weakGenid: LessonSource = {
  id: 'weak-genid',
  title: 'A weak genid',
  claim:
    'With a genid of two digits, 101 visitors cannot all have sessions of their own: some of them share one.',
  text: [
    'express-session does not check whether an ID is taken. A new session with the ID of an old one is saved over it, and from then on two visitors are one: each sees, and overwrites, what the other stores.',
    'The default takes 24 random bytes. Names, counters, timestamps and `Math.random()` can be guessed, or collide, or both.',
  ],
  code: { snippet: 'app.use(session({ genid: () => String(Math.floor(Math.random() * 100)) })); // never' },
  links: ['session#563'],
  lab: { options: { genid: 'two-digits', resave: false, saveUninitialized: false } },
  browsers: ['visitor'],
  steps: [
    {
      together: Array.from({ length: 101 }, () =>
        post('/cart/apples', { browser: 'visitor', cookies: 'omit' }),
      ),
    },
    { expect: { operations: 'set', count: 101 } },
    { expect: { sessions: { max: 100 } } },
  ],
  task: {
    text: 'Give each of the 101 a session of his own.',
    goal: [{ sessions: 101 }],
    hint: 'Leave it to express-session.',
    solution: { genid: 'uid-safe' },
  },
};

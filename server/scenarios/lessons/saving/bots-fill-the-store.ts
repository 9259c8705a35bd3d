import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const botsFillTheStore: LessonSource = {
  id: 'bots-fill-the-store',
  title: 'Bots fill the store',
  claim:
    'With saveUninitialized on, every request without a cookie leaves a session in the store, even at a page that never looks at it.',
  text: [
    'Crawlers, health checks and monitors keep no cookies. With `saveUninitialized: true` each of their requests stores an empty session: hundreds of thousands a day, none of which is ever used again.',
    'Here a bot makes 20 requests to a page that leaves the session alone.',
  ],
  code: { routes: ['greeting'] },
  links: ['session#513', 'connect-mongo#110'],
  lab: { options: { resave: false, saveUninitialized: true } },
  browsers: ['bot'],
  steps: [
    {
      together: Array.from({ length: 20 }, () => visit('/', { browser: 'bot', cookies: 'omit' })),
    },
    { expect: { sessions: 20 } },
  ],
  task: {
    text: 'Keep the store empty while nobody has anything to store.',
    goal: [{ sessions: 0 }],
    hint: 'A session into which nothing was put is called uninitialized.',
    solution: { saveUninitialized: false },
  },
};

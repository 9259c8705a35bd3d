import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const memoryGrows: LessonSource = {
  id: 'memory-grows',
  title: 'MemoryStore never forgets',
  claim:
    'MemoryStore keeps an expired session until somebody asks for that very one, so the sessions of visitors who never return in time stay for good.',
  text: [
    'There is no timer and no sweep in it. Expiry is looked at when a session is *read*. alice’s own browser has dropped its cookie by then, but mallory’s copy of it has no date: when it comes, alice’s session is removed; the nine others stay for as long as the process runs, unless the app calls the store’s `all` or `length`.',
    'It warns of that when `NODE_ENV` is `production`. Use a store that drops what has expired: Redis does so by itself, others have a job for it. (The lab’s own SQLite store is as lazy as MemoryStore.)',
  ],
  code: { routes: ['views'] },
  links: ['session#556', 'session#871'],
  lab: { options: { resave: false, saveUninitialized: false, cookie: { maxAge: 60000 } } },
  browsers: ['alice', 'bot', 'mallory'],
  steps: [
    { send: visit('/views') },
    { copyCookie: { from: 'alice', to: 'mallory' } },
    { together: Array.from({ length: 9 }, () => visit('/views', { browser: 'bot', cookies: 'omit' })) },
    { advance: 86400000 },
    { expect: { sessions: 10 } },
    { send: visit('/me', { id: 'returns', browser: 'mallory' }) },
    { expect: { verdict: 'returns', rule: 'unknown-sid' } },
    { expect: { sessions: 9 } },
  ],
};

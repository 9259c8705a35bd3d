import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const memoryGrows: LessonSource = {
  id: 'memory-grows',
  title: 'MemoryStore never forgets',
  claim:
    'MemoryStore keeps an expired session until somebody asks for that very one, so sessions whose visitors never return stay for good.',
  text: [
    'There is no timer and no sweep in it. Expiry is looked at when a session is *read*: alice’s, who returns, is removed then; the nine others stay for as long as the process runs.',
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

import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

const outlives = 'It is not in the process, and has what it had after a restart.';

export const restartEmptiesMemory: LessonSource = {
  id: 'restart-empties-memory',
  title: 'Every deploy logs everybody out',
  claim: 'A restart leaves nothing of a store in memory: the cookie comes back, and its session is unknown.',
  text: [
    'MemoryStore is in the memory of its process. A deploy ends that process, as a crash does, or `nodemon` at each change of a file.',
    'alice’s browser keeps its cookie, and the signature still fits: what is gone is what the ID stands for. She is logged out, without an error anywhere.',
    'It makes no difference that running requests are answered first, as in a graceful shutdown. A store that is not in the process outlives it.',
  ],
  code: {
    snippet: 'app.use(session({ store: new RedisStore({ client }), secret: process.env.SECRET }));',
    routes: ['account'],
  },
  links: ['session#556'],
  notOn: { redis: outlives, postgres: outlives, file: outlives },
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { send: visit('/account', { id: 'before' }) },
    { expect: { response: 'before', status: 200 } },
    { restart: true },
    { expect: { sessions: 0 } },
    { send: visit('/account', { id: 'after' }) },
    { expect: { verdict: 'after', rule: 'unknown-sid' } },
    { expect: { response: 'after', status: 401 } },
  ],
};

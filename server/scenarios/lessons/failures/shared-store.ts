import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const sharedStore: LessonSource = {
  id: 'shared-store',
  title: 'Two instances, one store',
  claim:
    'When the instances of an app have one store together, a session begun at one is good at every other.',
  text: [
    'The middleware keeps nothing between requests: cookie, secret and store are all there is. So any instance can answer any request, as long as these three are the same.',
    'What a shared store does not give is a lock: two writers on two instances lose writes as in `two-writers`, and a queue inside one process cannot help them.',
  ],
  code: { routes: ['account'] },
  links: ['pm2#286', 'pm2#4673'],
  lab: { options: { resave: false, saveUninitialized: false }, instances: 2, sharedStore: true },
  browsers: ['alice'],
  steps: [
    { send: login({ instance: 1 }) },
    { send: visit('/account', { id: 'other', instance: 2 }) },
    { expect: { answeredBy: 'other', instance: 2 } },
    { expect: { response: 'other', status: 200, body: '{"user":"johndoe"}' } },
    { expect: { sessions: 1 } },
  ],
};

import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const twoInstances: LessonSource = {
  id: 'two-instances',
  title: 'It works on one process, not on two',
  claim: 'When each instance of an app has a store of its own, a login on one is unknown to the other.',
  text: [
    'MemoryStore is in the memory of its process. With two processes, by a cluster, by PM2 or by a second container, there are two of them, and whether alice is logged in depends on who answers.',
    'To her it looks like *logged out at random*. Every instance needs the same store, and the same secret.',
  ],
  code: { routes: ['account'] },
  links: ['pm2#286', 'pm2#4673'],
  lab: { options: { resave: false, saveUninitialized: false }, instances: 2, sharedStore: false },
  browsers: ['alice'],
  steps: [
    { send: login({ instance: 1 }) },
    { send: visit('/account', { id: 'same', instance: 1 }) },
    { expect: { response: 'same', status: 200 } },
    { send: visit('/account', { id: 'other', instance: 2 }) },
    { expect: { verdict: 'other', rule: 'unknown-sid' } },
    { expect: { response: 'other', status: 401 } },
    { expect: { sessions: 1, instance: 1 } },
    { expect: { sessions: 0, instance: 2 } },
  ],
};

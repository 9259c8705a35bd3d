import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

const outlives = 'It is not in the process, and has what it had after a restart.';

export const stickyUntilRestart: LessonSource = {
  id: 'sticky-until-restart',
  title: 'Sticky sessions hide it until a deploy',
  claim:
    'A sticky balancer hides that each instance has a store of its own, until an instance is started anew.',
  text: [
    'A balancer can bring a browser back to the instance that answered it first, by a cookie of its own: `cookie SERVERID insert` in HAProxy, `sticky` in nginx, AWSALB in AWS.',
    'With it a store in the memory of each instance seems to do: alice stays logged in, request for request.',
    'When her instance is started anew, the balancer’s cookie leads her back to one that knows nobody. Who was at another instance notices nothing, so it looks like chance.',
  ],
  code: { routes: ['account'] },
  links: ['pm2#4673'],
  notOn: { redis: outlives, postgres: outlives, file: outlives },
  lab: {
    options: { resave: false, saveUninitialized: false },
    instances: 2,
    balancer: 'sticky',
  },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { send: visit('/account', { id: 'before' }) },
    { expect: { response: 'before', status: 200 } },
    { restart: { instance: 1 } },
    { send: visit('/account', { id: 'after' }) },
    { expect: { answeredBy: 'after', instance: 1 } },
    { expect: { verdict: 'after', rule: 'unknown-sid' } },
    { expect: { response: 'after', status: 401 } },
  ],
};

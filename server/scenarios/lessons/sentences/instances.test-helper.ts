import { login, post, visit } from '../requests.ts';
import {
  byLesson,
  byTest,
  type Flip,
  notOfALab,
  ran,
  type Sentences,
  seen,
  title,
} from './sentence.test-helper.ts';

const signsIn = { send: login() };
const oneStore: Flip = { lab: { sharedStore: true } };
const ownStores: Flip = { lab: { sharedStore: false } };
const otherFirst: Flip = { steps: { 0: { send: login({ instance: 2 }) } } };
const writers = (lab: Flip['lab'], second: number) => ({
  lab: { instances: 2, sharedStore: true, ...lab },
  steps: [
    signsIn,
    {
      together: [
        post('/cart/apples', { work: 150, instance: 1 }),
        post('/cart/pears', { work: 450, instance: second }),
      ],
    },
  ],
});

const noRestart: Flip = { steps: { 3: { wait: 0 } } };
const otherSecret: Flip = { steps: { 3: { restart: { options: { secret: ['another'] } } } } };
const underWay = visit('/views', { work: 100 });

const inTurn: Flip = { lab: { balancer: 'round robin' } };
const byChance: Flip = { lab: { instances: 8, balancer: 'random' } };
const stuck = { instances: 2, balancer: 'sticky' as const };
const next = { send: visit('/account', { id: 'next' }) };
const aliceAndBob = [signsIn, { send: login({ browser: 'bob' }) }];
const bobs = { send: visit('/account', { id: 'next', browser: 'bob' }) };

export const instancesSentences: Readonly<Record<string, Sentences>> = {
  'two-instances': [
    title('It works on one process, not on two'),
    seen(
      'When each instance of an app has a store of its own, a login on one is unknown to the other.',
      [4, 5, 7],
      oneStore,
    ),
    seen('MemoryStore is in the memory of its process.', [4, 7], oneStore),
    seen(
      'With two processes, by a cluster, by PM2 or by a second container, there are two of them,',
      [4, 5],
      oneStore,
    ),
    seen('and whether alice is logged in depends on who answers.', [2, 5], otherFirst),
    byLesson(
      'To her it looks like *logged out at random*. Every instance needs the same store,',
      'shared-store',
    ),
    byLesson('and the same secret.', 'tampered-cookie'),
  ],
  'shared-store': [
    title('Two instances, one store'),
    seen(
      'When the instances of an app have one store together, a session begun at one is good at every other.',
      [3],
      ownStores,
    ),
    seen(
      'The middleware keeps nothing between requests: cookie, secret and store are all there is. So any instance can answer any request, as long as these three are the same.',
      [3],
      ownStores,
    ),
    ran(
      'What a shared store does not give is a lock: two writers on two instances lose writes as in `two-writers`,',
      { session: 'alice', path: 'cart', equals: { pears: 1 } },
      writers({}, 2),
      writers({ oneAtATime: true }, 1),
    ),
    ran(
      'and a queue inside one process cannot help them.',
      { session: 'alice', path: 'cart', equals: { pears: 1 } },
      writers({ oneAtATime: true }, 2),
      writers({ oneAtATime: true }, 1),
    ),
  ],
  'restart-empties-memory': [
    title('Every deploy logs everybody out'),
    seen('A restart leaves nothing of a store in memory:', [4], noRestart),
    seen('the cookie comes back, and its session is unknown.', [6], noRestart),
    seen('MemoryStore is in the memory of its process.', [4, 6], noRestart),
    notOfALab(
      'A deploy ends that process, as a crash does, or `nodemon` at each change of a file.',
      'what ends a process stands outside of it',
    ),
    seen('alice’s browser keeps its cookie, and the signature still fits:', [6], otherSecret),
    seen('what is gone is what the ID stands for.', [4, 6], noRestart),
    seen('She is logged out, without an error anywhere.', [7], noRestart),
    ran(
      'It makes no difference that running requests are answered first, as in a graceful shutdown.',
      { sessions: 0 },
      { steps: [signsIn, { restart: { while: [underWay] } }] },
      { steps: [signsIn, { send: underWay }] },
    ),
    byTest('A store that is not in the process outlives it.', 'scenarios/run/restart.test.ts'),
  ],
  'sticky-until-restart': [
    title('Sticky sessions hide it until a deploy'),
    seen('A sticky balancer hides that each instance has a store of its own,', [2], inTurn),
    seen('until an instance is started anew.', [6, 7], noRestart),
    seen('A balancer can bring a browser back to the instance that answered it first,', [2, 5], byChance),
    ran(
      'by a cookie of its own:',
      { answeredBy: 'next', instance: 1 },
      { lab: stuck, steps: [signsIn, next] },
      { lab: stuck, steps: [signsIn, { send: visit('/account', { id: 'next', cookies: 'omit' }) }] },
    ),
    notOfALab(
      '`cookie SERVERID insert` in HAProxy, `sticky` in nginx, AWSALB in AWS.',
      'what the balancers of others call it',
    ),
    seen(
      'With it a store in the memory of each instance seems to do: alice stays logged in, request for request.',
      [2],
      inTurn,
    ),
    seen(
      'When her instance is started anew, the balancer’s cookie leads her back to one that knows nobody.',
      [6, 7],
      noRestart,
    ),
    ran(
      'Who was at another instance notices nothing, so it looks like chance.',
      { response: 'next', status: 200 },
      { lab: stuck, steps: [...aliceAndBob, { restart: { instance: 1 } }, bobs] },
      { lab: stuck, steps: [...aliceAndBob, { restart: true }, bobs] },
    ),
  ],
};

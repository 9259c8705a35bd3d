import { login, post } from '../requests.ts';
import { byLesson, type Flip, ran, type Sentences, seen, title } from './sentence.test-helper.ts';

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
};

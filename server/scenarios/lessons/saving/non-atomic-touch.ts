import type { LessonSource } from '../lesson-source.ts';
import { login, post, visit } from '../requests.ts';

const isAtomic = 'Its touch is atomic: it moves the expiry and leaves the data, so that the apple stays.';

export const nonAtomicTouch: LessonSource = {
  id: 'non-atomic-touch',
  title: 'A touch that writes back',
  claim:
    'With resave off, a request that only reads undoes another’s write, where the store’s touch gets the session and sets it whole.',
  text: [
    'express-session decides to *touch*; how that is done is up to the store. Redis and MemoryStore move the expiry alone, in one. Some published stores get the session, put the new cookie into it and set the whole: a save that comes in between is overwritten by the session from before it.',
    'Sets take 500 ms here. A’s save is on its way when B, who only reads, is touched: the touch gets the session without the apple, and its set comes in after A’s. Both were answered 200, and the apple is gone.',
    '`resave: false` does not help on such a store, and `resave: true` is worse: see `reader-undoes-write`. On MemoryStore the same requests leave the apple where it is. What helps is a store that touches atomically, or a queue: see `one-at-a-time`.',
  ],
  code: {
    routes: ['cart', 'me'],
    snippet: `touch(sid, session, callback) {
  this.get(sid, (error, stored) => {
    if (error || !stored) return callback(error);
    // What was saved since the get is gone.
    this.set(sid, { ...stored, cookie: session.cookie }, callback);
  });
}`,
  },
  lab: {
    options: { resave: false, saveUninitialized: false },
    store: { kind: 'memory-non-atomic-touch' },
  },
  notOn: {
    memory: isAtomic,
    'memory-no-touch': 'It has no touch: what is not changed is left alone.',
    sqlite: isAtomic,
  },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { fault: { set: { latency: 500 } } },
    {
      together: [post('/cart/apples', { id: 'A', work: 150 }), visit('/me', { id: 'B', work: 400 })],
    },
    { expect: { response: 'A', status: 200, body: '"apples":1' } },
    { expect: { response: 'B', status: 200 } },
    { expect: { verdict: 'B', rule: 'touch-unmodified' } },
    { expect: { operations: 'set', request: 'B', count: 1 } },
    { expect: { session: 'alice', path: 'user', equals: 'johndoe' } },
    { expect: { session: 'alice', path: 'cart', exists: false } },
  ],
};

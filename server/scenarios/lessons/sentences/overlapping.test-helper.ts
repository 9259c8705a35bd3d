import { login, post, visit } from '../requests.ts';
import {
  advice,
  byLesson,
  byTest,
  type Flip,
  ran,
  type Sentences,
  seen,
  setting,
  title,
} from './sentence.test-helper.ts';

const noResave: Flip = { options: { resave: false } };
const queued: Flip = { lab: { oneAtATime: true } };
const unqueued: Flip = { lab: { oneAtATime: false } };

const bothFail: Flip = {
  steps: { 1: { together: [visit('/fail', { id: 'A' }), visit('/fail', { id: 'B' })] } },
};
const apples = (work: number, more = {}) => post('/cart/apples', { id: 'A', work, ...more });
const pears = (more = {}) => post('/cart/pears', { id: 'B', ...more });
const readerLeaves: Flip = {
  steps: { 1: { together: [apples(450), visit('/me', { id: 'B', work: 150 })] } },
};
const onlyReads: Flip = { steps: { 1: { together: [apples(150), visit('/me', { id: 'B', work: 450 })] } } };
const readsMeanwhile = (resave: boolean) => ({
  options: { resave },
  steps: [{ send: login() }, { together: [apples(150), visit('/me', { id: 'B', work: 450 })] }],
});

const late: Flip = { steps: { 1: { together: [apples(600), pears({ after: 200 })] } } };
const earlyToo: Flip = {
  steps: {
    5: {
      together: [
        post('/cart/apples?early=save', { id: 'C', browser: 'bob', work: 600 }),
        post('/cart/pears', { id: 'D', browser: 'bob', after: 200 }),
      ],
    },
  },
};
const early = (loadsFirst: boolean) => ({
  steps: [
    { send: login() },
    {
      together: [
        post('/cart/apples?early=save', { after: loadsFirst ? 200 : 0 }),
        pears({ work: 600, after: loadsFirst ? 0 : 200 }),
      ],
    },
  ],
});

const side = (lab: Flip['lab'], browser: string) => ({
  lab: { ...lab },
  steps: [
    { send: login() },
    { send: login({ browser: 'bob' }) },
    { together: [apples(600), visit('/me', { id: 'B', browser, after: 200 })] },
  ],
});
const onInstances = (instances: number) => ({
  lab: { oneAtATime: true, instances, sharedStore: true },
  steps: [
    { send: login() },
    { together: [apples(150, { instance: 1 }), pears({ work: 450, instance: instances })] },
  ],
});

export const overlappingSentences: Readonly<Record<string, Sentences>> = {
  'reader-undoes-write': [
    seen('A reader undoes a write', [7], noResave),
    seen(
      'With resave on, a request that changes nothing overwrites what another has saved meanwhile.',
      [5, 7],
      noResave,
    ),
    byLesson('A load copies the *whole* session, and a save writes the whole copy back.', 'two-writers'),
    seen('There is no version and no lock.', [7], queued),
    setting('B only reads, but takes longer than A.'),
    seen('With `resave: true` it saves all the same when it ends:', [5], noResave),
    seen('the copy from before A’s write.', [7], readerLeaves),
    seen('The apple that A put into the cart is gone,', [7], noResave),
    seen('and both were answered 200.', [2, 3], bothFail),
    ran(
      'With `resave: false` the unchanged copy is touched, not saved,',
      { store: 'B', operation: 'touch' },
      readsMeanwhile(false),
      readsMeanwhile(true),
    ),
    ran(
      'so nothing is overwritten.',
      { session: 'alice', path: 'cart.apples', equals: 1 },
      readsMeanwhile(false),
      readsMeanwhile(true),
    ),
    byLesson('It helps against readers only: see `two-writers`.', 'two-writers'),
  ],
  'two-writers': [
    title('Two writers'),
    seen(
      'Of two overlapping requests that both change the session, the one that saves last erases the other’s change,',
      [6],
      queued,
    ),
    seen('even with resave off.', [5, 6], onlyReads),
    seen('Both load the same session, each changes its own copy,', [3], queued),
    seen('and each saves the whole of it.', [5, 6], onlyReads),
    seen('They change *different* things, and yet only the last one’s stay.', [6], queued),
    seen('`resave: false` does not help, since both copies have changed.', [5, 6], onlyReads),
    byTest(
      'In the race lab: of the 20 orders in which the steps of the two can mix, 18 lose a write.',
      'races/known-results.test.ts',
    ),
    byLesson('What helps is one request at a time for each session,', 'one-at-a-time'),
    advice('or keeping what many requests change out of it.'),
  ],
  'early-save': [
    title('Saving early'),
    seen(
      'A write that is saved before the handler waits survives a request that begins during the waiting,',
      [2, 3],
      late,
    ),
    seen('and one that is saved after it does not.', [6], earlyToo),
    advice(
      'The usual advice against lost writes: call `req.session.save()` as soon as you have changed something, before you wait for anything else.',
    ),
    setting('A adds an apple and waits; B comes while it waits, and adds a pear.'),
    seen(
      'alice’s A saves before it waits (`?early=save`), so B loads the apple, and nothing is lost.',
      [2, 3],
      late,
    ),
    seen('bob’s saves at its end only, and the pear is lost.', [6], earlyToo),
    ran(
      'That narrows the window and does not close it: if B *loads* before A’s early save, one of the writes is lost as before.',
      { session: 'alice', path: 'cart', equals: { pears: 1 } },
      early(true),
      early(false),
    ),
    advice('Give this lesson to the race lab, and see how many orders are left.'),
  ],
  'one-at-a-time': [
    title('One at a time'),
    seen(
      'When the requests of one session are taken one at a time, neither of two writers loses anything.',
      [4],
      unqueued,
    ),
    ran(
      'What closes the window is that the second request does not load before the first has saved. A queue for each session cookie, in front of the session middleware, does that:',
      { before: ['A.saved', 'B.loaded'] },
      side({ oneAtATime: true }, 'alice'),
      side({ oneAtATime: false }, 'alice'),
    ),
    ran(
      'requests of *different* sessions still run side by side.',
      { before: ['B.loaded', 'A.saved'] },
      side({ oneAtATime: true }, 'bob'),
      side({ oneAtATime: true }, 'alice'),
    ),
    seen('The same two requests as in `two-writers` leave both an apple and a pear.', [4], unqueued),
    ran(
      'The price is waiting;',
      { before: ['A.saved', 'B.loaded'] },
      side({ oneAtATime: true }, 'alice'),
      side({ oneAtATime: false }, 'alice'),
    ),
    ran(
      'and a queue lives in one process, so that several instances need a lock that they share.',
      { session: 'alice', path: 'cart', equals: { pears: 1 } },
      onInstances(2),
      onInstances(1),
    ),
  ],
};

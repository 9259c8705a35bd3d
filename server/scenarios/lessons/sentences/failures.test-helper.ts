import { login, post, visit } from '../requests.ts';
import { instancesSentences } from './instances.test-helper.ts';
import {
  advice,
  type Flip,
  notOfALab,
  ran,
  type Sentences,
  type Step,
  seen,
  send,
  title,
} from './sentence.test-helper.ts';

const signsIn = { send: login() };
const whole: Step = { fault: 'none' };

const isUp: Flip = { steps: { 1: { wait: 0 } } };
const staysDown: Flip = { steps: { 7: { wait: 0 } } };
const crashing = (fault: Step) => ({
  lab: { handler: '(req, res) => res.json({ user: req.session.user ?? null })' },
  steps: [fault, send('/mine', { id: 'mine' })],
});
const guarding = (fault: Step) => ({
  lab: { handler: '(req, res) => res.sendStatus(req.session ? 200 : 503)' },
  steps: [fault, send('/mine', { id: 'mine' })],
});

const unreadable: Step = { fault: { get: { fails: 'always', message: 'connect ECONNREFUSED' } } };
const readable: Flip = { steps: { 1: { wait: 0 } } };
const monitorHasCookie: Flip = {
  steps: { 0: { together: [visit('/views'), visit('/views', { browser: 'monitor' })] } },
};
const loading = (path: string, ...first: readonly Step[]) => ({
  steps: [...first, send(path, { id: 'page' })],
});

const saves: Flip = { steps: { 0: { wait: 0 } } };
const byHand: Flip = { steps: { 1: { send: post('/cart/apples?early=save', { id: 'A' }) } } };
const failsOnce: Step = { fault: { set: { fails: 1, message: 'disk full' } } };
const saving = (first: readonly Step[], path = '/cart/apples') => ({
  steps: [...first, send(path, { id: 'A', method: 'POST' as const })],
});

const destroys: Flip = { steps: { 1: { wait: 0 } } };
const leavesBy = (handler: string) => ({
  lab: { handler: `(req, res, next) => { ${handler} }` },
  steps: [
    signsIn,
    { fault: { destroy: { fails: 1 as const, message: 'read only replica' } } },
    send('/mine', { id: 'mine' }),
  ],
});

const quick: Flip = { steps: { 1: { wait: 0 } } };
const inFront: Flip = { steps: { 2: { send: visit('/before', { id: 'behind' }) } } };
const behind: Flip = { steps: { 5: { send: visit('/me', { id: 'before' }) } } };
const timed = (fault: Step, cookies: 'jar' | 'omit' = 'jar') => ({
  steps: [send('/views'), fault, send('/me', { id: 'took', cookies })],
});
const tookLong = { took: 'took', ms: { min: 290 } } as const;
const slow: Step = { fault: { get: { latency: 300 } } };

const noResave: Flip = { options: { resave: false } };
const small: Flip = { steps: { 0: { send: visit('/big?kb=oops', { id: 'big' }) } } };

const manyIds: Flip = { options: { genid: 'uid-safe' } };
const sharing = (genid: string) => ({
  options: { genid },
  steps: [
    send('/cart/apples', { method: 'POST' as const }),
    send('/cart/pears', { method: 'POST' as const, browser: 'bob' }),
    send('/me', { id: 'next' }),
  ],
});

export const failuresSentences: Readonly<Record<string, Sentences>> = {
  'store-down': [
    title('The store is down'),
    seen('While the store says that it is disconnected, requests have no req.session at all,', [3, 6], isUp),
    seen('and no error is raised.', [4], { steps: { 1: unreadable } }),
    seen('A store may tell its connection by the events `disconnect` and `connect`.', [3], isUp),
    seen('In between express-session passes every request on without a session,', [3, 6], isUp),
    seen('so that pages which need none still work.', [4], { steps: { 1: unreadable } }),
    ran(
      'Handlers that take `req.session` for granted crash: *cannot read properties of undefined*.',
      { response: 'mine', status: 500, body: 'Cannot read properties of undefined' },
      crashing({ fault: { connected: false } }),
      crashing(whole),
    ),
    ran(
      'Put a guard behind the middleware, `if (!req.session)`, and answer 503.',
      { response: 'mine', status: 503 },
      guarding({ fault: { connected: false } }),
      guarding(whole),
    ),
    seen('Nobody is logged out by it: when the store is back, so is alice’s session.', [9], staysDown),
  ],
  'load-fails': [
    title('A load that fails'),
    seen(
      'When the store cannot be read, every request that brings a session’s cookie fails,',
      [3, 4],
      readable,
    ),
    ran(
      'at any page behind the middleware,',
      { response: 'page', status: 500 },
      loading('/', send('/views'), unreadable),
      loading('/before', send('/views'), unreadable),
    ),
    seen('while those without one pass.', [6], monitorHasCookie),
    seen('The error of `store.get` goes to Express before any handler is called.', [3, 4], readable),
    ran(
      'So one that is down without saying so takes all of the site that stands behind the middleware away from everybody who has a cookie;',
      { response: 'page', status: 500 },
      loading('/', send('/views'), unreadable),
      loading('/', send('/views'), { fault: { connected: false } }),
    ),
    seen('who has none sees nothing of it.', [6], monitorHasCookie),
    seen('That is why a monitor that sends no cookie finds all well.', [6], monitorHasCookie),
  ],
  'save-fails-after-200': [
    title('A save that fails after the 200'),
    seen('When the save at the end of a response fails,', [3, 4, 7], saves),
    seen('the browser has already got its 200,', [2], byHand),
    seen('and for a new session a cookie that leads nowhere.', [4, 7], saves),
    seen(
      'The session is saved when the response ends: by then the headers and all but the last byte of the body are out.',
      [2],
      byHand,
    ),
    seen('The error goes to Express,', [3], saves),
    seen('which cannot answer any more: it can log it and close the connection.', [2], byHand),
    seen('alice reads that an apple is in her cart.', [2], byHand),
    seen('It is not, and her cookie leads nowhere.', [7, 8], saves),
    ran(
      'Of a session that was there before, the store keeps what it had.',
      { session: 'alice', path: 'user', equals: 'johndoe' },
      saving([signsIn, failsOnce]),
      saving([failsOnce]),
    ),
    seen(
      'Where it matters, save by hand and answer afterwards: `req.session.save((error) => …)`.',
      [2],
      byHand,
    ),
  ],
  'logout-fails': [
    title('A logout that fails'),
    seen('When the store cannot destroy a session, its cookie still opens it,', [5], destroys),
    ran(
      'so the error of destroy must not be ignored.',
      { response: 'mine', status: 302 },
      leavesBy("req.session.destroy(() => res.redirect('/'))"),
      leavesBy("req.session.destroy((error) => (error ? next(error) : res.redirect('/')))"),
    ),
    ran(
      "Many logouts are written `req.session.destroy(() => res.redirect('/'))`. If the store fails they redirect all the same, and everybody believes to be logged out.",
      { response: 'mine', status: 302 },
      leavesBy("req.session.destroy(() => res.redirect('/'))"),
      leavesBy("req.session.destroy((error) => (error ? next(error) : res.redirect('/')))"),
    ),
    seen('This one looks at the error and answers 500.', [3], destroys),
    seen('And the session is still good.', [5], destroys),
  ],
  'slow-store': [
    title('A slow store'),
    seen(
      'Every request with a session’s cookie waits for the store before its handler begins,',
      [3, 4],
      inFront,
    ),
    seen('also where the handler never looks at the session.', [3, 4], inFront),
    seen('The load comes first, whatever the page.', [3, 4], inFront),
    seen(
      'A store that takes 300 ms adds 300 ms to each image and each poll that passes through the middleware;',
      [3],
      quick,
    ),
    ran(
      'a touch or a save at the end holds back the last byte once more.',
      tookLong,
      timed({ fault: { touch: { latency: 300 } } }),
      timed({ fault: { touch: { latency: 300 } } }, 'omit'),
    ),
    ran(
      'A visitor without a cookie does not wait:',
      { operations: 'get', request: 'took', count: 0 },
      timed(slow, 'omit'),
      timed(slow),
    ),
    ran(
      'there is nothing to load.',
      { operations: 'get', request: 'took', count: 0 },
      timed(slow, 'omit'),
      timed(slow),
    ),
    seen('Mount what needs no session before the middleware: see `middleware-place`.', [6], behind),
  ],
  'large-sessions': [
    title('Large sessions'),
    seen('A session is loaded whole by every request,', [3], {
      steps: { 2: { send: visit('/me', { id: 'reader', cookies: 'omit' }) } },
    }),
    seen('and with resave on it is written whole by every request.', [4], noResave),
    seen('There is no reading of a part of a session.', [5], small),
    seen(
      'Whoever puts 256 kB into it has every later request, each image and each poll, fetch and parse 256 kB,',
      [5],
      small,
    ),
    seen('and with `resave: true` write them back.', [4], noResave),
    advice('Keep an ID in the session, and the rest in a database.'),
  ],
  'weak-genid': [
    title('A weak genid'),
    seen(
      'With a genid of two digits, 101 visitors cannot all have sessions of their own: some of them share one.',
      [2],
      manyIds,
    ),
    ran(
      'express-session does not check whether an ID is taken.',
      { sessions: 1 },
      sharing('same'),
      sharing('uuid'),
    ),
    ran(
      'A new session with the ID of an old one is saved over it, and from then on two visitors are one: each sees, and overwrites, what the other stores.',
      { response: 'next', json: { path: 'cart', equals: { pears: 1 } } },
      sharing('same'),
      sharing('uuid'),
    ),
    notOfALab('The default takes 24 random bytes.', 'read in express-session 1.19: uid(24)'),
    notOfALab(
      'Names, counters, timestamps and `Math.random()` can be guessed, or collide, or both.',
      'what can be guessed is no matter of the middleware',
    ),
  ],
  ...instancesSentences,
};

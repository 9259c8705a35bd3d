import { post, visit } from '../requests.ts';
import { endingSentences } from './ending.test-helper.ts';
import { overlappingSentences } from './overlapping.test-helper.ts';
import {
  advice,
  byLesson,
  type Flip,
  notOfALab,
  pointer,
  ran,
  type Sentences,
  seen,
  send,
  setting,
  title,
} from './sentence.test-helper.ts';

const decided = (resave: boolean, saveUninitialized: boolean) => ({
  configure: { resave, saveUninitialized },
});
const newOtherwise: Flip = {
  steps: {
    1: decided(false, true),
    14: decided(false, false),
    27: decided(true, true),
    40: decided(true, false),
  },
};
const oldOtherwise: Flip = {
  steps: {
    1: decided(true, false),
    14: decided(true, true),
    27: decided(false, false),
    40: decided(false, true),
  },
};
const nothingPut: Flip = {
  steps: {
    5: { send: visit('/me', { id: 'off-off-newer', cookies: 'omit' }) },
    11: { send: visit('/me', { id: 'off-off-older' }) },
  },
};
const newOnes = [3, 4, 16, 17, 29, 30, 42, 43];
const noTouch: Flip = { lab: { store: { kind: 'memory-no-touch' } } };
const hasTouch: Flip = { lab: { store: { kind: 'memory' } } };
const resaves: Flip = { options: { resave: true } };
const withoutSession: Flip = {
  steps: {
    2: {
      together: [
        post('/cart/apples', { id: 'A', work: 150 }),
        visit('/me', { id: 'B', work: 400, cookies: 'omit' }),
      ],
    },
  },
};
const elsewhere: Flip = {
  steps: { 2: { together: [post('/nowhere', { id: 'A' }), visit('/nowhere', { id: 'B' })] } },
};
const rollsNot: Flip = { options: { rolling: false } };
const noMaxAge: Flip = { options: { cookie: { maxAge: null } } };
const always: Flip = { options: { saveUninitialized: true } };
const onlyChanged: Flip = { options: { saveUninitialized: false } };
const changesInstead: Flip = { steps: { 2: { send: visit('/views', { id: 'reader' }) } } };
const twoOf = (cookies: 'omit' | 'jar') => ({
  options: { saveUninitialized: true },
  steps: [send('/', { cookies }), send('/', { cookies })],
});
const host = 'api.example.com';
const fromPage = { page: 'http://app.example.com', by: 'fetch', credentials: 'include' } as const;
/** A fetch of another origin, so many times. */
const asks = (more: Partial<Parameters<typeof post>[1]>, times = 1) => ({
  options: { saveUninitialized: true },
  steps: Array.from({ length: times }, (_, place) => ({
    send: post('/user', { ...(place === 0 && { id: 'A' }), host, from: fromPage, ...more }),
  })),
});
/** The same by a browser that has a session cookie. */
const asksLater = (more: Partial<Parameters<typeof post>[1]>) => {
  const { options, steps } = asks(more);
  return { options, steps: [send('/', { host }), ...steps] };
};
const isAsked = { response: 'A.preflight', status: 200 } as const;
const asksNot: Flip = {
  steps: { 0: { send: post('/user', { id: 'save', form: {}, host, from: fromPage }) } },
};
const oneFirst: Flip = { steps: { 0: { send: visit('/') } } };
const together = (first: string, saveUninitialized: boolean, path = '/') => ({
  options: { saveUninitialized },
  steps: [send(first), { together: [visit(path, { work: 200 }), visit(path, { work: 200 })] }],
});
const noConsent: Flip = { steps: { 6: { send: visit('/me', { id: 'consent' }) } } };
const typeOf = (path: string) => ({
  options: { cookie: { path } },
  lab: { handler: '(req, res) => res.send(typeof req.session)' },
  steps: [send('/mine', { id: 'mine' })],
});

export const savingSentences: Readonly<Record<string, Sentences>> = {
  'truth-table': [
    title('resave and saveUninitialized, the truth table'),
    seen(
      'saveUninitialized decides only about new sessions into which nothing was put,',
      newOnes,
      newOtherwise,
    ),
    seen('and resave only about old ones in which nothing changed.', [9, 22, 35, 48], oldOtherwise),
    seen(
      'A session that *changed* is always saved, whatever the two options say. They are about the ones that did not.',
      [6, 7, 12],
      nothingPut,
    ),
    seen(
      'New and untouched: with `saveUninitialized` it is saved and its cookie sent, without it neither.',
      newOnes,
      newOtherwise,
    ),
    seen('Old and untouched: with `resave` it is saved, without it touched,', [9, 22, 35, 48], oldOtherwise),
    seen('where the store can do that,', [9, 22], noTouch),
    byLesson('which moves the stored expiry and writes nothing.', 'touch'),
    setting('All four combinations run here, each with all four kinds of request.'),
    advice('Almost every app wants both off,'),
    notOfALab(
      'and express-session 1.19 has both on unless told otherwise.',
      'a lab always tells it; the README of express-session 1.19',
    ),
  ],
  touch: [
    seen(
      'With resave off, a request that changes nothing still keeps the stored session alive,',
      [7, 8],
      noTouch,
    ),
    seen('without writing its data.', [3, 4], resaves),
    seen('Where nothing changed, express-session calls the store’s `touch`,', [3, 4], noTouch),
    seen('which moves the stored expiry', [7, 8], noTouch),
    seen('and leaves the data as it is.', [4], resaves),
    seen('So reading keeps a session alive,', [7, 8], noTouch),
    byLesson('and undoes nobody’s write.', 'reader-undoes-write'),
    setting('alice reads after 40 seconds and again after 80, with a `maxAge` of 60.'),
    seen('`rolling` is on here so that the browser keeps its cookie as well:', [7, 8], rollsNot),
    pointer('see `two-clocks` for what happens without it.'),
    pointer('Not every store has `touch`: see `store-without-touch`.'),
    title('touch'),
  ],
  ...overlappingSentences,
  'store-without-touch': [
    title('A store without touch'),
    seen('On a store without touch,', [3, 8, 9], hasTouch),
    seen('with resave off', [3, 8, 9], resaves),
    seen('and a maxAge,', [8, 9], noMaxAge),
    seen('a visitor who only reads is logged out in the middle of his visit.', [9], changesInstead),
    notOfALab('`touch` is optional for a store.', 'the README of express-session: touch is recommended'),
    seen(
      'Where it is missing and nothing changed, express-session does nothing at all:',
      [3],
      changesInstead,
    ),
    seen('the stored expiry stays where the last *save* put it.', [8], changesInstead),
    setting('alice reads after 40 of 60 seconds.'),
    seen('Her cookie is renewed, by `rolling`;', [4, 6], rollsNot),
    seen('her session is not.', [8], hasTouch),
    seen('After 80 seconds the browser still sends the cookie,', [6], rollsNot),
    seen('and the store has nothing for it.', [8], hasTouch),
    seen('On such a store `resave: true` is right,', [8, 9], resaves),
    byLesson('with all that it costs: see `reader-undoes-write`.', 'reader-undoes-write'),
    advice('A store with `touch` is better.'),
  ],
  'non-atomic-touch': [
    title('A touch that writes back'),
    seen('With resave off,', [5], resaves),
    seen('a request that only reads undoes another’s write,', [8], withoutSession),
    seen('where the store’s touch gets the session and sets it whole.', [6, 8], hasTouch),
    seen('express-session decides to *touch*; how that is done is up to the store.', [6], hasTouch),
    notOfALab(
      'Redis and MemoryStore move the expiry alone, in one.',
      'the source of connect-redis (EXPIRE) and of express-session’s session/memory.js; MemoryStore is run in this lesson’s other side',
    ),
    notOfALab(
      'Some published stores get the session, put the new cookie into it and set the whole:',
      'the source of session-file-store, lib/session-file-helpers.js, touch',
    ),
    seen('a save that comes in between is overwritten by the session from before it.', [8], hasTouch),
    setting('Sets take 500 ms here.'),
    seen('A’s save is on its way when B, who only reads, is touched:', [5], withoutSession),
    seen('the touch gets the session without the apple, and its set comes in after A’s.', [6, 8], hasTouch),
    seen('Both were answered 200,', [3, 4], elsewhere),
    seen('and the apple is gone.', [8], hasTouch),
    seen('`resave: false` does not help on such a store,', [8], hasTouch),
    byLesson('and `resave: true` is worse: see `reader-undoes-write`.', 'reader-undoes-write'),
    seen('On MemoryStore the same requests leave the apple where it is.', [8], hasTouch),
    seen('What helps is a store that touches atomically,', [8], hasTouch),
    byLesson('or a queue: see `one-at-a-time`.', 'one-at-a-time'),
  ],
  'bots-fill-the-store': [
    seen('Bots fill the store', [1], onlyChanged),
    seen('With saveUninitialized on,', [1], onlyChanged),
    ran(
      'every request without a cookie leaves a session in the store, even at a page that never looks at it.',
      { sessions: 2 },
      twoOf('omit'),
      twoOf('jar'),
    ),
    notOfALab('Crawlers, health checks and monitors keep no cookies.', 'a custom of such clients'),
    seen('With `saveUninitialized: true` each of their requests stores an empty session:', [1], onlyChanged),
    notOfALab(
      'hundreds of thousands a day, none of which is ever used again.',
      'depends on the app’s visitors',
    ),
    setting('Here a bot makes 20 requests to a page that leaves the session alone.'),
  ],
  'preflight-sessions': [
    seen('Preflights that make sessions', [1, 2], onlyChanged),
    seen(
      'With saveUninitialized on, a preflight that reaches the session middleware leaves a session in the store',
      [1, 2],
      onlyChanged,
    ),
    ran('that nobody will use.', { jar: 'alice', count: 0 }, asks({ json: {} }), asks({ form: {} })),
    ran('Before a page sends JSON,', isAsked, asks({ json: {} }), asks({ form: {} })),
    ran('a PUT,', isAsked, asks({ method: 'PUT' }), asks({})),
    ran(
      'or a header of its own to another origin, its browser asks by `OPTIONS` whether it may.',
      isAsked,
      asks({ headers: { 'X-Own': '1' } }),
      asks({ headers: { 'X-Own': '1' }, from: undefined }),
    ),
    ran(
      'It asks without cookies',
      { verdict: 'A.preflight', rule: 'no-cookie' },
      asksLater({ json: {} }),
      asksLater({ form: {} }),
    ),
    ran('and takes none in:', { jar: 'alice', count: 0 }, asks({ json: {} }), asks({ form: {} })),
    ran(
      'each time express-session finds no session, and begins one.',
      { sessions: 2 },
      asks({ json: {} }, 2),
      asks({ form: {} }, 2),
    ),
    advice('Put what answers preflights before the session middleware.'),
    seen('With `saveUninitialized: false` nothing is stored for them either way.', [1, 2], onlyChanged),
    setting('Here nothing answers them: the lab has no CORS,'),
    seen('so alice’s browser does not send what it asked about.', [3, 4], asksNot),
  ],
  'ten-first-requests': [
    title('Ten first requests'),
    seen(
      'Ten requests that a browser sends before it has a cookie make ten sessions, nine of which it will never use.',
      [1, 4],
      oneFirst,
    ),
    ran(
      'A page that came without a cookie itself, and loads ten things at once on a first visit, sends ten requests without a cookie.',
      { sessions: 2 },
      together('/before', true),
      together('/', true),
    ),
    seen('Each gets a session of its own and a Set-Cookie;', [1], onlyChanged),
    seen('the browser keeps the last one.', [3], onlyChanged),
    ran(
      '`saveUninitialized: false` helps as long as these requests put nothing into their sessions.',
      { sessions: 0 },
      together('/before', false),
      together('/before', false, '/views'),
    ),
    advice('If they do, let the page itself be answered before it asks for the rest.'),
  ],
  'consent-before-cookies': [
    title('Consent before cookies'),
    seen('With saveUninitialized off, a visitor gets no cookie', [1, 2], always),
    seen('until something is put into his session.', [7, 8], noConsent),
    notOfALab(
      'Where a law asks for consent before a cookie is set, an app may not send one with the first page.',
      'a law: Directive 2002/58/EC, Article 5(3)',
    ),
    seen('With `saveUninitialized: false` it does not:', [2], always),
    ran(
      'the session exists for the handler,',
      { response: 'mine', body: 'object' },
      typeOf('/'),
      typeOf('/elsewhere'),
    ),
    seen('and is forgotten with the response.', [5], always),
    seen(
      'The moment the visitor agrees, the answer itself is stored, and the cookie comes with that response.',
      [7, 8],
      noConsent,
    ),
  ],
  ...endingSentences,
};

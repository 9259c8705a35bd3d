import { login, visit } from '../requests.ts';
import { expiryDateSentences } from './expiry-date.test-helper.ts';
import {
  advice,
  byTest,
  type Flip,
  notOfALab,
  ran,
  type Sentences,
  type Step,
  seen,
  send,
  setting,
  title,
} from './sentence.test-helper.ts';

const year = 31_536_000_000;
const minute = { cookie: { maxAge: 60_000 } };
const signsIn = { send: login() };
const later = (ms: number): Step => ({ advance: ms });
const rolls: Flip = { options: { rolling: true } };
const rollsNot: Flip = { options: { rolling: false } };
const noTouch: Flip = { lab: { store: { kind: 'memory-no-touch' } } };
const nothingEnds: Flip = { options: { cookie: { maxAge: null } } };

const writes: Flip = { steps: { 3: { send: visit('/views', { id: 'reader' }) } } };
const aged = (options: Record<string, unknown>, ...steps: readonly Step[]) => ({
  options: { ...minute, ...options },
  steps: [send('/views'), ...steps],
});
const lives = (of: 'cookie' | 'stored') => ({ lifetime: 'alice', of, ms: { min: 50_000 } }) as const;

const gone: Flip = { steps: { 4: { advance: 61_000 } } };
const inTime: Flip = { steps: { 7: { advance: 40_000 } } };

const always: Flip = { options: { saveUninitialized: true } };
const putsInto: Flip = { steps: { 0: { send: visit('/views', { id: 'empty' }) } } };
const stillEmpty: Flip = { steps: { 4: { send: visit('/me', { id: 'changed' }) } } };

const noCopy: Flip = { steps: { 1: { wait: 0 } } };
const soon: Flip = { steps: { 4: { advance: 1000 } } };

const daily: Flip = { options: { cookie: { maxAge: 28_800_000 } } };

const unchanged: Flip = { steps: { 1: { wait: 0 } } };
const newForAlice: Flip = { steps: { 2: { send: login({ id: 'alices', path: '/login/fresh' }) } } };
const changedBy = (patch: Extract<Step, { configure: unknown }>['configure']) => ({
  options: { rolling: true },
  steps: [signsIn, { configure: patch }, send('/me', { id: 'alices' })],
});
const anew = { response: 'alices', body: '"user":null' } as const;

const returnsNot: Flip = { steps: { 5: { send: visit('/me', { id: 'returns', browser: 'bot' }) } } };
const oneVisitor: Flip = { steps: { 2: { send: visit('/views', { browser: 'bot' }) } } };
const comesBack = (browser: string) =>
  aged({}, { copyCookie: { from: 'alice', to: 'mallory' } }, later(86_400_000), send('/me', { browser }));
const asking = (ms: number) => ({
  options: minute,
  lab: { handler: '(req, res) => req.sessionStore.length((error, count) => res.json({ count }))' },
  steps: [send('/views'), later(ms), send('/mine', { id: 'mine' })],
});

const shortly = (ms: number) => ({
  options: { cookie: { maxAge: 3600 } },
  steps: [send('/views'), later(ms)],
});
const empty = (saveUninitialized: boolean) => ({
  options: { rolling: true, saveUninitialized },
  steps: [send('/me')],
});
const copyLater = (options: Record<string, unknown>) => ({
  options,
  steps: [
    send('/views'),
    { copyCookie: { from: 'alice', to: 'mallory' } },
    later(year),
    send('/me', { browser: 'mallory' }),
  ],
});
const hour: Flip = { options: { cookie: { maxAge: 3_600_000 } } };

export const timeSentences: Readonly<Record<string, Sentences>> = {
  'two-clocks': [
    title('Two clocks'),
    seen('A request that only reads renews the stored session', [4, 11], noTouch),
    seen('and not the cookie,', [5], rolls),
    seen('so an active visitor is logged out when the cookie ends.', [7, 9], rolls),
    seen(
      'A `maxAge` sets two clocks: the cookie’s in the browser, and the session’s in the store.',
      [7, 9],
      nothingEnds,
    ),
    seen('A touch moves the second.', [4, 11], noTouch),
    seen('The first moves only when Set-Cookie is sent,', [5, 7], rolls),
    seen('and without `rolling` that takes a *change* of the session.', [5, 7, 9], writes),
    setting('alice is there at 0, 40 and 70 seconds, with a `maxAge` of 60.'),
    seen('The store would still know her;', [11], noTouch),
    seen('her browser has dropped the cookie.', [7], rolls),
  ],
  rolling: [
    title('rolling'),
    seen('With rolling on, every response renews the cookie,', [3, 6], rollsNot),
    seen('and a session ends only after a whole maxAge without a request.', [6], gone),
    ran(
      'Both clocks are set anew by every request: the cookie’s by Set-Cookie,',
      lives('cookie'),
      aged({ rolling: true }, later(40_000), send('/me')),
      aged({}, later(40_000), send('/me')),
    ),
    ran('the store’s by a touch.', lives('stored'), aged({ rolling: true }, later(40_000), send('/me')), {
      ...aged({ rolling: true }, later(40_000), send('/me')),
      lab: { store: { kind: 'memory-no-touch' } },
    }),
    seen('That is what most people mean by *log out after 20 minutes of inactivity*.', [9, 10], inTime),
    seen('The price is a Set-Cookie in every response.', [3, 6], rollsNot),
  ],
  'rolling-uninitialized': [
    title('rolling without a session'),
    seen('With saveUninitialized off, rolling sends no cookie', [1, 3], always),
    seen('until something was put into the session.', [5], stillEmpty),
    seen('`rolling` is about a session that the browser has already.', [1], putsInto),
    seen('For one that is new, `saveUninitialized` decides first: an empty one', [1, 3], always),
    ran('is neither saved', { sessions: 0 }, empty(false), empty(true)),
    seen('nor does it get a cookie, with every response as with one.', [1, 3], always),
    advice('That is as it should be.'),
    notOfALab(
      'It surprises who turned on `rolling` to make sure of a cookie.',
      'told in the issues that the lesson links to',
    ),
  ],
  'server-forgets-too': [
    title('Expiry in the store'),
    seen(
      'When a session’s maxAge is over the server refuses its cookie, even from a client that has kept it.',
      [8, 9],
      soon,
    ),
    seen('The date in a cookie is advice to the browser.', [5], soon),
    setting('Whoever copied the cookie need not follow it:'),
    seen('mallory’s copy has no date at all.', [3, 6], noCopy),
    seen(
      'What ends the session is the store: an expired one is not given out any more, and the cookie leads nowhere.',
      [8, 9],
      nothingEnds,
    ),
  ],
  'no-max-age': [
    title('Without maxAge nothing ends'),
    seen('A session without maxAge is still good a year later, for whoever has its cookie.', [4, 5], daily),
    seen('Without `maxAge` the cookie has no expiry:', [1], daily),
    notOfALab(
      'the browser drops it when it is closed, if it does, since many restore their session cookies.',
      'no browser is closed in the lab; Chromium, continue where you left off',
    ),
    ran(
      'The *stored* session has no expiry at all.',
      { lifetime: 'alice', of: 'stored', ms: null },
      { steps: [send('/views')] },
      aged({}),
    ),
    seen('So a cookie that was copied once is a key that fits for ever,', [4], daily),
    ran('and the store only grows.', { sessions: 1 }, copyLater({}), copyLater(minute)),
  ],
  'live-sessions-keep-their-options': [
    title('Options do not reach live sessions'),
    seen(
      'A session that began before the cookie options were changed keeps the settings that it was stored with.',
      [4],
      newForAlice,
    ),
    seen('The `cookie` options are read when a session is *made*;', [6, 8], unchanged),
    seen('afterwards the stored session’s own settings count.', [4], newForAlice),
    seen(
      'After a deployment that shortens `maxAge` or adds `sameSite`, whoever is logged in goes on under the old rules, for as long as the old session lives.',
      [4, 10],
      newForAlice,
    ),
    ran(
      'To reach everybody at once, change the `name`',
      anew,
      changedBy({ name: 'app.sid' }),
      changedBy({ cookie: { path: '/' } }),
    ),
    ran(
      'or the secret: all begin anew.',
      anew,
      changedBy({ secret: ['another'] }),
      changedBy({ cookie: { path: '/' } }),
    ),
  ],
  'memory-grows': [
    title('MemoryStore never forgets'),
    seen('MemoryStore keeps an expired session until somebody asks for that very one,', [6, 7], returnsNot),
    seen('so the sessions of visitors who never return in time stay for good.', [4, 7], oneVisitor),
    notOfALab('There is no timer and no sweep in it.', 'read in express-session 1.19, session/memory.js'),
    seen('Expiry is looked at when a session is *read*.', [6, 7], returnsNot),
    ran(
      'alice’s own browser has dropped its cookie by then, but mallory’s copy of it has no date: when it comes, alice’s session is removed;',
      { sessions: 0 },
      comesBack('mallory'),
      comesBack('alice'),
    ),
    seen('the nine others stay for as long as the process runs,', [7], oneVisitor),
    ran(
      'unless the app calls the store’s `all` or `length`.',
      { response: 'mine', body: '{"count":0}' },
      asking(61_000),
      asking(1),
    ),
    notOfALab(
      'It warns of that when `NODE_ENV` is `production`.',
      'the lab runs no app in production; express-session 1.19, index.js, warning',
    ),
    advice('Use a store that drops what has expired:'),
    notOfALab(
      'Redis does so by itself, others have a job for it.',
      'EXPIRE of Redis; the README of connect-pg-simple and others',
    ),
    byTest('(The lab’s own SQLite store is as lazy as MemoryStore.)', 'scenarios/lessons/lessons.test.ts'),
  ],
  ...expiryDateSentences,
  'max-age-in-ms': [
    title('maxAge counts milliseconds'),
    seen(
      'A maxAge of 3600, meant as an hour, logs a visitor out who reads a page for a minute.',
      [2, 4],
      hour,
    ),
    notOfALab('The attribute `Max-Age` of a cookie counts seconds;', 'RFC 6265bis 4.1.2.2'),
    seen('the option `maxAge` of express-session counts milliseconds,', [2, 4], hour),
    ran(
      'and is written into the cookie as a date.',
      { response: 'first', headers: { 'set-cookie': 'Expires=' } },
      { options: minute, steps: [send('/views', { id: 'first' })] },
      { steps: [send('/views', { id: 'first' })] },
    ),
    ran('3600 are three seconds and a half.', { cookie: 'alice', present: true }, shortly(1), shortly(3600)),
    notOfALab(
      'On a fast machine with an impatient developer that even seems to work.',
      'depends on the developer',
    ),
  ],
};

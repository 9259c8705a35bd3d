import { login, post, visit } from '../requests.ts';
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

const withoutCookie: Flip = { steps: { 2: { send: visit('/views', { id: 'second', cookies: 'omit' }) } } };
const bobHasAlices: Flip = { steps: { 3: { copyCookie: { from: 'alice', to: 'bob' } } } };
const isCounted = { steps: [send('/views')] };
const isBefore = { steps: [send('/before')] };

const behind: Flip = { steps: { 0: { send: visit('/', { id: 'before' }) } } };

const otherIds: Flip = { options: { genid: 'uuid' } };
const otherSecret: Flip = { options: { secret: ['another'] } };

const mine = { steps: [send('/mine', { id: 'mine' })] };
const handled = (handler: string) => ({ ...mine, lab: { handler } });
const assigns = (first: string) =>
  handled(
    `(req, res) => { ${first}; try { req.session.id = 'x'; res.send('silent') } catch (e) { res.send(e.name) } }`,
  );
const says = (body: string) => ({ response: 'mine', body });
const sameAs = (act: string) => handled(`(req, res) => { const was = req.session.id; ${act} }`);

const notRemembered: Flip = { steps: { 2: { send: visit('/views', { id: 'remember' }) } } };
const bobToo: Flip = {
  steps: { 3: { send: post('/cookie', { browser: 'bob', json: { maxAge: 2_592_000_000 } }) } },
};
const sooner: Flip = { steps: { 9: { advance: 1000 } } };
const expiresAnyhow: Flip = { options: { cookie: { maxAge: 3_600_000 } } };

const storesAgain: Flip = { steps: { 2: { send: post('/kept', { id: 'next' }) } } };
const readsFirst: Flip = { steps: { 0: { send: visit('/kept', { id: 'put' }) } } };
const keepsADate = {
  handler:
    '(req, res) => { if (!req.session.at || req.query.anew) req.session.at = new Date(); res.send(String(req.session.at.getTime() > 0)) }',
};

const sent: Flip = {
  steps: {
    0: { send: login({ id: 'login' }) },
    3: { send: visit('/me', { id: 'first' }) },
    6: { send: visit('/me') },
  },
};
const noLogin: Flip = { steps: { 0: { send: visit('/before', { id: 'login', cookies: 'omit' }) } } };
const ofBrowsers = 'no browser and no network is in the lab';

export const basicsSentences: Readonly<Record<string, Sentences>> = {
  'view-counter': [
    title('The view counter'),
    seen(
      'What a handler puts into req.session is there again at the same browser’s next request,',
      [4, 7],
      withoutCookie,
    ),
    seen('and at no other’s', [6, 8], bobHasAlices),
    notOfALab('HTTP remembers nothing.', 'RFC 9110 §3.3: a request can be understood in isolation'),
    ran(
      'The middleware gives a browser a cookie with an ID,',
      { cookie: 'alice', present: true },
      isCounted,
      isBefore,
    ),
    ran(
      'keeps an object under that ID in its store,',
      { session: 'alice', path: 'views', exists: true },
      isCounted,
      isBefore,
    ),
    byLesson('and hands each request a copy of the object as `req.session`', 'two-writers'),
    setting('Here alice visits twice and bob once.'),
    seen('Each has a session:', [8], bobHasAlices),
    seen('alice’s has counted to 2,', [7], withoutCookie),
    seen('bob’s begins at 1.', [6], bobHasAlices),
  ],
  'middleware-place': [
    title('The middleware’s place'),
    seen('A route that is registered before the session middleware has no req.session.', [1], behind),
    seen('Express runs middleware in the order in which it was added.', [1], behind),
    setting('`/before` was added ahead of `app.use(session(…))`,'),
    seen('so the session never passed there: `req.session` is undefined, and no cookie is set.', [1], behind),
    advice('Put what needs no session, such as static files and health checks, before it:'),
    seen('they cost the store nothing then.', [2], behind),
    advice('Put everything else behind it, body parsers in either place.'),
  ],
  'only-an-id-in-the-cookie': [
    title('What is in the cookie'),
    seen('The cookie holds the session’s ID', [2, 5], otherIds),
    seen('and a signature of it,', [2, 5], otherSecret),
    seen('and nothing of what is in the session.', [5], otherIds),
    seen('The value is `s:`, the ID, a dot,', [2], otherIds),
    seen('and the ID’s signature made with the secret.', [2], otherSecret),
    seen('The data stays in the store:', [1], { steps: { 0: { send: visit('/user') } } }),
    seen('the cookie tells nothing of it,', [5], otherIds),
    byLesson('and one that was edited opens nothing.', 'tampered-cookie'),
    seen('To make that readable, this lab counts: the first session’s ID is 1.', [2], otherIds),
    pointer('(Never do that in earnest: see `guessable-secret`.)'),
    seen('However much is stored, the cookie stays the same.', [5], otherIds),
  ],
  'id-is-read-only': [
    title('req.session.id'),
    ran(
      'A session’s ID cannot be assigned:',
      says('same'),
      sameAs("try { req.session.id = 'x' } catch {} res.send(was === req.session.id ? 'same' : 'other')"),
      sameAs("req.session.regenerate(() => res.send(was === req.session.id ? 'same' : 'other'))"),
    ),
    ran('it throws in a module,', says('TypeError'), assigns("'use strict'"), assigns('')),
    ran(
      'and the ID stays what it was.',
      says('same'),
      sameAs("try { req.session.id = 'x' } catch {} res.send(was === req.session.id ? 'same' : 'other')"),
      sameAs("req.session.regenerate(() => res.send(was === req.session.id ? 'same' : 'other'))"),
    ),
    ran(
      '`req.session.id` and `req.sessionID` say the same, unless a handler puts an older session object back.',
      says('true'),
      handled('(req, res) => req.session.regenerate(() => res.json(req.session.id === req.sessionID))'),
      handled(
        '(req, res) => { const old = req.session; old.regenerate(() => { req.session = old; res.json(old.id === req.sessionID) }) }',
      ),
    ),
    ran(
      'The property is not writable: in a module or under `"use strict"` an assignment throws a TypeError,',
      says('TypeError'),
      assigns("'use strict'"),
      assigns(''),
    ),
    ran('elsewhere it is silently ignored.', says('silent'), assigns(''), assigns("'use strict'")),
    byLesson('A new ID comes from `req.session.regenerate()`: see `regenerate-new-id`.', 'regenerate-new-id'),
    ran(
      'Which IDs there are is decided by `genid`.',
      { response: 'mine', headers: { 'set-cookie': 's%3A1.' } },
      { options: { genid: 'counter', saveUninitialized: true }, steps: [send('/', { id: 'mine' })] },
      { options: { genid: 'uuid', saveUninitialized: true }, steps: [send('/', { id: 'mine' })] },
    ),
  ],
  'own-cookie-settings': [
    title('req.session.cookie'),
    seen(
      'Each session carries cookie settings of its own, which a handler can change',
      [3, 5, 10],
      notRemembered,
    ),
    seen('for that session alone.', [7, 8, 11], bobToo),
    seen('The `cookie` options are what a *new* session begins with.', [8], expiresAnyhow),
    seen(
      'From then on the settings live in `req.session.cookie` and are stored with the session.',
      [5],
      notRemembered,
    ),
    seen('alice asks to be remembered, and her session gets a `maxAge` of 30 days;', [3], notRemembered),
    seen('bob’s keeps the default, none.', [7, 8], bobToo),
    seen('After these 30 days alice’s cookie has ended;', [10], sooner),
    seen('bob’s has no date at all.', [8, 11], bobToo),
  ],
  'json-only': [
    title('What JSON makes of data'),
    seen(
      'A session comes back as JSON carried it: a Date as text, a Map as an empty object, functions and undefined not at all.',
      [3],
      storesAgain,
    ),
    seen('The stores here keep text,', [3], storesAgain),
    notOfALab('as most do.', 'how other stores keep it is theirs: connect-mongo can be told to keep objects'),
    seen('Within one request `req.session.date` is the Date that you put there;', [1], readsFirst),
    seen('the next request gets what `JSON.parse(JSON.stringify(session))` leaves of it.', [3], storesAgain),
    ran(
      'So the handler that stores a Date works in its own test and fails in the next request with *getTime is not a function*.',
      { response: 'mine', status: 500, body: 'getTime is not a function' },
      { lab: keepsADate, steps: [send('/mine'), send('/mine', { id: 'mine' })] },
      { lab: keepsADate, steps: [send('/mine'), send('/mine?anew=1', { id: 'mine' })] },
    ),
    advice('Store what JSON has: numbers, texts, booleans, null, arrays and plain objects.'),
  ],
  'cookie-not-sent': [
    seen('A new session on every request', [7], sent),
    seen('A client that does not send the cookie back gets another session with every request.', [7], sent),
    notOfALab(
      '*My session is empty after login* is the most asked question of all, and the server is mostly right:',
      'counted in the issues that the lesson links to',
    ),
    seen('the request came without its cookie.', [4], sent),
    notOfALab(
      "A `fetch` to another origin leaves cookies out, and ignores Set-Cookie too, unless it is told `credentials: 'include'`;",
      `${ofBrowsers}: Fetch Standard, credentials mode`,
    ),
    notOfALab('curl and many http clients keep no cookies at all.', `${ofBrowsers}: curl(1), --cookie`),
    seen('The login is answered 302, its session is in the store,', [1, 7], noLogin),
    seen('and the next request is nobody’s.', [5], sent),
    advice('Look at the request first: is there a Cookie header?'),
    notOfALab(
      'For another origin the server must allow it as well, by `Access-Control-Allow-Credentials` and an origin that is named.',
      `${ofBrowsers}: Fetch Standard, CORS check`,
    ),
    pointer('For another *site* see `same-site-lax`.'),
  ],
};

import { login, post, visit } from '../requests.ts';
import {
  advice,
  type Flip,
  ran,
  type Sentences,
  seen,
  send,
  setting,
  title,
} from './sentence.test-helper.ts';

const signsIn = { send: login() };
const keepsItsId: Flip = { steps: { 2: { send: post('/save', { id: 'regenerate' }) } } };
const another: Flip = { steps: { 2: { send: visit('/views', { id: 'regenerate', cookies: 'omit' }) } } };
const inFlight = (resave: boolean) => ({
  options: { resave },
  steps: [
    signsIn,
    { copyCookie: { from: 'alice', to: 'mallory' } },
    {
      together: [
        visit('/me', { browser: 'bob', cookies: 'omit' }),
        visit('/me', { browser: 'mallory', work: 450 }),
        post('/regenerate', { work: 150 }),
      ],
    },
    send('/me', { id: 'next', browser: 'mallory' }),
  ],
});

const otherFirst: Flip = {
  steps: {
    1: {
      together: [
        login({ id: 'login', path: '/login/fresh', work: 450 }),
        post('/regenerate', { id: 'other', work: 150 }),
      ],
    },
  },
};
const otherReads: Flip = {
  steps: {
    1: {
      together: [
        login({ id: 'login', path: '/login/fresh', work: 150 }),
        visit('/me', { id: 'other', work: 450 }),
      ],
    },
  },
};
const twoAtOnce = (oneAtATime: boolean) => ({
  lab: { oneAtATime },
  steps: [
    send('/views'),
    {
      together: [
        login({ path: '/login/fresh', work: 450 }),
        post('/regenerate', { id: 'other', after: 150 }),
      ],
    },
  ],
});

const destroys: Flip = { options: { unset: 'destroy' } };
const keeps: Flip = { options: { unset: 'keep' } };
const unsets = (handler: string) => ({
  lab: { handler: `(req, res) => { ${handler}; res.end() }` },
  steps: [signsIn, send('/mine', { id: 'mine' })],
});
const leaves = (path: string) => ({ steps: [signsIn, send(path, { method: 'POST' })] });
const failing = (path: string) => ({
  options: { unset: 'destroy' },
  steps: [signsIn, { fault: { destroy: { fails: 1 as const } } }, send(path, { id: 'gone', method: 'POST' })],
});
const clears: Flip = { steps: { 1: { send: post('/logout/clear', { id: 'unset' }) } } };

const onlyReads: Flip = {
  steps: { 0: { send: visit('/me', { id: 'failed' }) }, 4: { send: visit('/me') } },
};
const failsAfter = (first: string) => ({
  lab: {
    handler: `(req, res) => { req.session.attempts = 1; ${first}; throw new Error('It fails.'); }`,
  },
  steps: [send('/mine', { id: 'mine' })],
});

export const newIdSentences: Readonly<Record<string, Sentences>> = {
  'regenerate-new-id': [
    title('regenerate'),
    seen('session.regenerate() destroys the session', [4], another),
    seen('and begins an empty one under a new ID,', [3, 5], keepsItsId),
    seen('so the old cookie opens nothing any more.', [9], keepsItsId),
    setting('mallory has a copy of alice’s cookie.'),
    seen('After the regenerate alice has a new one,', [3], keepsItsId),
    seen('and mallory’s leads nowhere.', [9], keepsItsId),
    seen('Nothing of the old session is carried over:', [5], keepsItsId),
    advice('what should live on has to be put into the new one by the handler, in the callback.'),
    ran(
      'A request in flight that saves its copy brings the old session back, as it does after a logout: see `logout-undone`.',
      { verdict: 'next', rule: 'session-found' },
      inFlight(true),
      inFlight(false),
    ),
  ],
  'parallel-regenerate': [
    title('Two regenerates at once'),
    seen('Of two requests that regenerate at once', [4, 6, 7], otherReads),
    seen('the browser keeps the last one’s session,', [6], otherFirst),
    seen('and the other’s is left in the store.', [7], otherReads),
    ran(
      'Both loaded the same session;',
      { verdict: 'other', rule: 'session-found' },
      twoAtOnce(false),
      twoAtOnce(true),
    ),
    seen('each destroys it and begins one of its own.', [7], otherReads),
    seen('Two cookies go to the browser,', [3], otherReads),
    seen('and the second replaces the first.', [4], otherReads),
    seen('Here the login was answered first and the other request second.', [6], otherFirst),
    seen('alice is on an empty session: the next page answers 401,', [6], otherFirst),
    seen('although her login went well.', [2], {
      steps: {
        1: {
          together: [
            post('/login/fresh', { id: 'login', form: { username: 'johndoe' }, work: 150 }),
            post('/regenerate', { id: 'other', work: 450 }),
          ],
        },
      },
    }),
    seen('Her logged-in session is in the store, and no browser leads to it.', [6, 7], otherReads),
    advice('Regenerate at login, and nowhere that a page asks for several times at once.'),
  ],
  'unset-keep': [
    title('req.session = null is no logout'),
    seen('With unset at its default, keep,', [2, 3, 5], destroys),
    seen('a handler that sets req.session to null leaves the stored session as it was.', [2, 3, 5], destroys),
    seen('Setting `req.session = null`,', [2], { steps: { 1: { send: visit('/me', { id: 'unset' }) } } }),
    ran(
      'or deleting it,',
      { verdict: 'mine', rule: 'nothing-no-session' },
      unsets('delete req.session'),
      unsets('delete req.session.user'),
    ),
    seen('takes the session away from *this request*.', [2], {
      steps: { 1: { send: visit('/me', { id: 'unset' }) } },
    }),
    seen('The stored one stays,', [3], destroys),
    ran('the cookie stays,', { cookie: 'alice', present: true }, leaves('/unset'), leaves('/logout/clear')),
    seen('and the next request is logged in as before.', [5], destroys),
    ran('To end it, call `req.session.destroy()`,', { sessions: 0 }, leaves('/destroy'), leaves('/unset')),
    seen('or set the option: see `unset-destroy`.', [3, 5], destroys),
  ],
  'unset-destroy': [
    title('unset: destroy'),
    seen('With unset destroy,', [2, 3, 5, 8], keeps),
    seen('setting req.session to null removes the stored session when the response ends,', [2, 3, 5], keeps),
    seen('and leaves the cookie.', [6], clears),
    seen('The session is destroyed at the end of the response, by the middleware.', [2, 3], keeps),
    ran(
      'There is no callback, so that the handler cannot know whether it went well:',
      { response: 'gone', status: 200 },
      failing('/unset'),
      failing('/destroy'),
    ),
    ran(
      '`req.session.destroy(callback)` tells.',
      { response: 'gone', status: 500 },
      failing('/destroy'),
      failing('/unset'),
    ),
    seen('As after any destroy, the browser keeps a cookie', [4, 6], clears),
    seen('that leads nowhere.', [8], keeps),
  ],
  'error-still-saves': [
    title('An error does not roll back'),
    seen('A session that a handler changed before it threw is saved all the same,', [2, 3, 5], onlyReads),
    seen('with the response 500,', [1], onlyReads),
    ran(
      'unless the headers were out already.',
      { sessions: 0 },
      failsAfter("res.write('one moment … ')"),
      failsAfter(''),
    ),
    seen(
      'The session is saved when the response *ends*, whoever ends it. An error handler’s 500 is a response like any other, and saves what the failed handler had changed so far.',
      [1, 2, 3],
      onlyReads,
    ),
    ran(
      'Where the answer had begun, by `res.write` or a stream, no 500 can come any more:',
      { response: 'mine', status: 200 },
      failsAfter("res.write('one moment … ')"),
      failsAfter(''),
    ),
    ran(
      'Express breaks the connection off, the response never ends, and nothing is saved.',
      { sessions: 0 },
      failsAfter("res.write('one moment … ')"),
      failsAfter(''),
    ),
    seen('A session is no transaction.', [3, 5], onlyReads),
    advice('Change it last, when nothing can fail any more.'),
  ],
};

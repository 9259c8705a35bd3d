import { login, post, visit } from '../requests.ts';
import {
  advice,
  byLesson,
  type Flip,
  notOfALab,
  ran,
  type Sentences,
  seen,
  send,
  setting,
  title,
} from './sentence.test-helper.ts';

const signsIn = { send: login() };
const newId: Flip = { steps: { 2: { send: login({ id: 'login', path: '/login/fresh' }) } } };
const oldId: Flip = { steps: { 2: { send: login({ id: 'login' }) } } };
const notPlanted: Flip = { steps: { 1: { wait: 0 } } };
const noLogin: Flip = {
  steps: { 2: { send: post('/login', { id: 'login', form: { username: 'johndoe' } }) } },
};

const noCopy: Flip = { steps: { 1: { wait: 0 } } };
const staysIn: Flip = { steps: { 4: { send: visit('/me') } } };
const leavesBy = (handler: string) => ({
  lab: { handler: `(req, res) => { ${handler} }` },
  steps: [
    signsIn,
    { copyCookie: { from: 'alice', to: 'mallory' } },
    send('/mine'),
    send('/account', { id: 'after', browser: 'mallory' }),
  ],
});

const withoutPassword: Flip = { steps: { 0: { send: post('/user', { form: { name: 'Ada' } }) } } };
const expires: Flip = { options: { cookie: { maxAge: 60_000 } } };

const noResave: Flip = { options: { resave: false } };
const readsAfter: Flip = {
  steps: {
    1: {
      together: [visit('/me', { id: 'reader', after: 450 }), post('/logout', { id: 'logout', work: 150 })],
    },
  },
};
const readerIsQuick: Flip = {
  steps: {
    1: { together: [visit('/me', { id: 'reader' }), post('/logout', { id: 'logout', work: 300 })] },
  },
};
const clearsToo: Flip = {
  steps: {
    1: {
      together: [
        visit('/me', { id: 'reader', work: 450 }),
        post('/logout/clear', { id: 'logout', work: 150 }),
      ],
    },
  },
};
const onlyReads: Flip = {
  steps: {
    1: {
      together: [visit('/me', { id: 'writer', work: 450 }), post('/logout', { id: 'logout', work: 150 })],
    },
  },
};
const queued: Flip = { lab: { oneAtATime: true } };
const writes = (oneAtATime: boolean) => ({
  lab: { oneAtATime },
  steps: [signsIn, { together: [post('/cart/apples', { work: 450 }), post('/logout', { after: 150 })] }],
});

const unsaved = (path: string) => ({
  steps: [{ fault: { set: { fails: 1 as const } } }, { send: login({ id: 'login', path }) }],
});

export const stolenLoginSentences: Readonly<Record<string, Sentences>> = {
  fixation: [
    title('Session fixation'),
    seen('When a login keeps the session’s ID,', [3, 5], newId),
    seen('whoever planted that ID in the browser beforehand is logged in as well.', [5, 6], notPlanted),
    setting(
      'mallory opens the site and gets a cookie. She plants it in alice’s browser: from a subdomain, by a script, on a shared machine.',
    ),
    seen('alice logs in, and the *same* session becomes johndoe’s.', [3, 5], newId),
    seen('mallory knows the ID; she is johndoe too.', [5], notPlanted),
    byLesson('No signature helps, since the cookie is a real one.', 'unsigned-cookie'),
    byLesson('The cure is a new ID at every login: see `regenerate-at-login`.', 'regenerate-at-login'),
  ],
  'regenerate-at-login': [
    title('A new ID at login'),
    seen('A login that regenerates the session shuts out whoever planted the old ID.', [5, 6], oldId),
    setting('The same attack as in `fixation`, and one call more in the login.'),
    seen('`regenerate` destroys the planted session', [5], oldId),
    seen('and begins one under a new ID, which only alice’s browser gets to know.', [3, 6], oldId),
    seen('The user goes into the *new* session, in the callback,', [8], noLogin),
    ran(
      'and it is saved before the redirect.',
      { response: 'login', status: 500 },
      unsaved('/login/fresh'),
      unsaved('/login'),
    ),
  ],
  'cookie-is-the-key': [
    title('The cookie is the key'),
    seen('Whoever has a copy of the cookie is logged in,', [3], noCopy),
    seen('until the session ends on the server.', [6, 7], staysIn),
    seen(
      'express-session asks for the cookie and nothing else: no address, no browser, no password.',
      [3],
      noCopy,
    ),
    seen('A copy of it is a copy of the login.', [3], noCopy),
    advice(
      'So a cookie has to be kept from scripts (`httpOnly`), from plain http (`secure`) and from other sites (`sameSite`).',
    ),
    seen('And a logout has to destroy the session:', [6, 7], staysIn),
    ran(
      'clearing the cookie in alice’s browser would not have stopped mallory.',
      { response: 'after', status: 200 },
      leavesBy("res.clearCookie('connect.sid').end()"),
      leavesBy('req.session.destroy(() => res.end())'),
    ),
  ],
  'password-in-session': [
    title('A password in a session'),
    seen('What is put into a session lies in the store as plain text,', [1], withoutPassword),
    notOfALab('unless the store encrypts it,', 'the option crypto of connect-mongo; no store here does'),
    seen('a password too,', [1], withoutPassword),
    seen('long after the request is over.', [4], expires),
    seen(
      'A handler that keeps the whole form, `req.session.user = req.body`, keeps the password.',
      [1],
      withoutPassword,
    ),
    notOfALab(
      'It is in Redis, in its backups, in whatever prints the session,',
      'where else a store’s data goes is not its own doing',
    ),
    seen('and it comes with every load.', [4], withoutPassword),
    byLesson('The secret does not help: it signs the cookie’s ID,', 'only-an-id-in-the-cookie'),
    seen('and encrypts nothing.', [1], withoutPassword),
    advice('Keep the user’s ID, and nothing that would hurt if it were read.'),
  ],
  'logout-undone': [
    title('A logout undone'),
    seen('With resave on,', [3, 4, 6], noResave),
    seen('a request in flight', [4, 6], readsAfter),
    seen('brings back the session that a logout has destroyed meanwhile.', [4, 6], readerIsQuick),
    seen('`destroy` removes the stored session,', [4, 6], noResave),
    seen('but not the copies that requests in flight hold.', [4, 6], readsAfter),
    seen('A store’s `set` creates what is not there.', [4, 6], noResave),
    setting('The slow reader began before the logout and ends after it.'),
    seen('With `resave: true` it saves its unchanged copy:', [3], noResave),
    seen('the session is back, johndoe is in it,', [4], noResave),
    seen('and alice’s cookie, which the logout left in the browser, still leads to it.', [6], clearsToo),
  ],
  'logout-undone-by-writer': [
    title('A logout undone by a writer'),
    seen('Even with resave off, a request in flight that changes the session', [3, 4, 6], onlyReads),
    seen('brings it back after a logout.', [4, 6], queued),
    byLesson('`resave: false` keeps readers from saving: see `logout-undone`.', 'logout-undone'),
    seen('A writer has something to save,', [3], onlyReads),
    seen('and a store’s `set` does not ask whether the session is still there.', [4], onlyReads),
    seen(
      'The apple is put into a cart, the cart is saved with all of the session around it, and johndoe is logged in again.',
      [3, 4, 6],
      onlyReads,
    ),
    ran(
      'Against this help one request at a time for each session,',
      { sessions: 0 },
      writes(true),
      writes(false),
    ),
    advice('or a logout that is also written where no session can undo it.'),
  ],
};

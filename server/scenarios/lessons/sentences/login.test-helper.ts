import { login, post, visit } from '../requests.ts';
import {
  advice,
  byLesson,
  byTest,
  type Flip,
  ran,
  type Sentences,
  seen,
  send,
  setting,
  title,
} from './sentence.test-helper.ts';
import { stolenLoginSentences } from './stolen-login.test-helper.ts';

const signsIn = { send: login() };
const wrong = login({ form: { username: 'johndoe', password: 'guess' } });
const isInBefore: Flip = { steps: { 0: { send: login({ id: 'before' }) } } };
const neverIn: Flip = { steps: { 5: { send: { ...wrong, id: 'right' } } } };
const staysIn: Flip = { steps: { 9: { send: visit('/me', { id: 'logout' }) } } };
const rightAtOnce: Flip = { steps: { 2: { send: login({ id: 'wrong' }) } } };
const always: Flip = { options: { saveUninitialized: true } };

const inFirst: Flip = { steps: { 0: { send: login() } } };
const neverVisited: Flip = { steps: { 0: { send: visit('/me') } } };
const guarded = (asks: string, before: ReturnType<typeof send>, lab = {}) => ({
  lab: { ...lab, handler: `(req, res) => res.sendStatus(${asks} ? 200 : 401)` },
  steps: [before, send('/mine', { id: 'mine' })],
});
const letIn = { response: 'mine', status: 200 } as const;
const isThere = 'req.session';

const ownName: Flip = { options: { name: 'sid' } };
const named = (name: string) => ({
  options: { name: 'shop.sid' },
  steps: [signsIn, send(`/logout/clear?name=${name}`, { id: 'out', method: 'POST' })],
});
const rightName: Flip = { steps: { 1: { send: post('/logout/clear?name=connect.sid', { id: 'wrong' }) } } };
const neverRight: Flip = { steps: { 6: { send: post('/logout/clear?name=sid', { id: 'right' }) } } };
const rightPath: Flip = { steps: { 1: { send: post('/logout/clear?path=/', { id: 'wrong' }) } } };
const wrongAgain: Flip = { steps: { 5: { send: post('/logout/clear?path=/app', { id: 'right' }) } } };
const clearing = (path: string) => ({
  options: { cookie: { path } },
  lab: {
    handler:
      "(req, res) => { req.session.views = 1; if (req.query.out) res.clearCookie('connect.sid'); res.end() }",
  },
  steps: [send('/mine'), send('/mine?out=1', { id: 'out' })],
});
const isRemoved = { verdict: 'out', rule: 'jar-removed' } as const;

export const loginSentences: Readonly<Record<string, Sentences>> = {
  'login-and-logout': [
    title('Login, guard, logout'),
    seen('A guarded page answers 401 before the login,', [1], isInBefore),
    seen('200 after it,', [8], neverIn),
    seen('and 401 again after the logout.', [13], staysIn),
    setting('The whole of it in four parts. A form is posted;'),
    seen('the password is compared with its bcrypt hash;', [3, 4], rightAtOnce),
    seen('the user’s name goes into the session;', [8], neverIn),
    seen('a guard looks for it there.', [1], isInBefore),
    seen('The logout destroys the session.', [11], staysIn),
    seen('With `saveUninitialized: false`', [1, 4], always),
    seen('a wrong password changes nothing: no session, no cookie.', [3, 4], rightAtOnce),
  ],
  guard: [
    title('Having a session is not being logged in'),
    seen('A visitor who is not logged in', [4], inFirst),
    seen('can have a session, a good cookie and data,', [1, 3], neverVisited),
    seen('so a guard has to look for the user.', [4], inFirst),
    ran(
      'A guard that asks `if (req.session)` lets everybody in: the middleware gives each visitor one,',
      letIn,
      guarded(isThere, send('/me')),
      guarded(`${isThere}.user`, send('/me')),
    ),
    byLesson('unless the store is down (`store-down`)', 'store-down'),
    byLesson('or the path is another (`path-mismatch`).', 'path-mismatch'),
    ran(
      'One that asks for a cookie lets in whoever has ever visited a page that stores something.',
      letIn,
      guarded('req.headers.cookie', send('/views')),
      guarded('req.headers.cookie', send('/me')),
    ),
    ran(
      'Ask for what only the login puts there: `if (req.session.user)`.',
      letIn,
      guarded(`${isThere}.user`, signsIn),
      guarded(`${isThere}.user`, send('/views')),
    ),
  ],
  'clear-cookie-wrong-name': [
    title('clearCookie with the wrong name'),
    seen('res.clearCookie("sid") leaves the session’s cookie in the browser,', [3, 4], rightName),
    seen('because its name is connect.sid.', [3, 4], ownName),
    seen(
      'A cookie is removed by sending it once more with a date in the past, under the same name.',
      [7, 8],
      neverRight,
    ),
    seen('The browser finds no `sid`, removes nothing,', [3, 4], ownName),
    seen('and says nothing.', [3], rightName),
    seen('The default name is `connect.sid`.', [4, 7], ownName),
    ran(
      'If the app sets `name`, the logout has to use that.',
      isRemoved,
      named('shop.sid'),
      named('connect.sid'),
    ),
  ],
  'clear-cookie-wrong-path': [
    title('clearCookie with the wrong path'),
    seen(
      'res.clearCookie with another path than the cookie’s own removes nothing, even under the right name.',
      [2, 3],
      rightPath,
    ),
    seen('Name,', [6, 7], { steps: { 5: { send: post('/logout/clear?name=sid&path=/', { id: 'right' }) } } }),
    byTest('domain', 'browsers/jar.test.ts'),
    seen('and path together say which cookie is meant.', [6, 7], wrongAgain),
    byLesson('A browser may hold two cookies of one name under two paths,', 'two-cookies-one-name'),
    seen('and clears only the one that fits.', [6, 7], wrongAgain),
    ran('`res.clearCookie` takes `/` unless told otherwise.', isRemoved, clearing('/'), clearing('/mine')),
    advice('If the session’s cookie has a path or a domain, give the same ones.'),
  ],
  ...stolenLoginSentences,
};

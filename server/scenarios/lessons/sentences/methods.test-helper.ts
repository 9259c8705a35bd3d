import { login, post, visit } from '../requests.ts';
import { newIdSentences } from './new-id.test-helper.ts';
import {
  byLesson,
  byTest,
  type Flip,
  pointer,
  ran,
  type Sentences,
  type Step,
  seen,
  send,
  setting,
  title,
} from './sentence.test-helper.ts';

const signsIn = { send: login() };

const readsOnly: Flip = {
  steps: { 1: { together: [visit('/me', { id: 'slow', work: 450 }), post('/cart/apples', { work: 150 })] } },
};
const onlyTouches: Flip = { ...readsOnly, options: { resave: false } };
const reloading = (handler: string) => ({
  lab: { handler: `async (req, res) => { ${handler} }` },
  options: { resave: true },
  steps: [
    signsIn,
    { together: [visit('/mine', { id: 'mine', work: 450 }), post('/cart/apples', { work: 150 })] },
  ],
});
const reload = 'await new Promise((done) => req.session.reload(done));';
const answers = 'res.json({ note: req.session.note ?? null });';

const keptOn: Flip = {
  steps: {
    1: { together: [post('/reload', { id: 'slow', work: 450 }), visit('/me', { id: 'destroy', work: 150 })] },
  },
};
const bothDestroyed = (resave: boolean) => ({
  options: { resave },
  steps: [
    signsIn,
    {
      together: [post('/reload', { id: 'slow', work: 450 }), post('/destroy', { id: 'destroy', work: 150 })],
    },
  ],
});

const quickStore: Flip = { steps: { 0: { wait: 0 } } };
const bobSavesLate: Flip = {
  steps: { 6: { send: login({ id: 'saved', browser: 'bob', follow: 'headers' }) } },
};
const saving = (set: { latency: number } | { fails: 1 }) => ({
  steps: [{ fault: { set } }, { send: login({ follow: 'headers' }) }, send('/me', { id: 'again' })],
});

const rolls: Flip = { options: { rolling: true } };
const aged = (...steps: readonly Step[]) => ({
  options: { cookie: { maxAge: 60_000 } },
  steps: [send('/views'), ...steps],
});
const later = { advance: 40_000 };
const touches = send('/touch', { method: 'POST' });
const noTouch = { store: { kind: 'memory-no-touch' } } as const;

const clears: Flip = { steps: { 1: { send: post('/logout/clear', { id: 'destroy' }) } } };
const regenerates: Flip = { steps: { 1: { send: post('/regenerate', { id: 'destroy' }) } } };
const staysOn: Flip = { steps: { 1: { send: visit('/me', { id: 'destroy' }) } } };

const remember = send('/cookie', { method: 'POST', json: { maxAge: 2_592_000_000 } });
const remembers = { steps: [send('/views'), remember] };
const isRemembered = { lifetime: 'alice', of: 'stored', ms: { min: 2_500_000_000 } } as const;
const changing = (what: string) => ({
  lab: { handler: `(req, res) => { ${what}; res.end() }` },
  steps: [send('/views'), send('/mine', { id: 'mine' })],
});

export const methodsSentences: Readonly<Record<string, Sentences>> = {
  'destroy-keeps-cookie': [
    title('destroy is for the server only'),
    seen('session.destroy() removes the stored session', [3], staysOn),
    seen('and leaves the cookie in the browser.', [4], clears),
    seen('`req.session.destroy()` takes the session out of the store.', [3], staysOn),
    seen('No Set-Cookie goes out,', [2], regenerates),
    seen('so the browser keeps its cookie,', [4], clears),
    seen('and sends an ID that leads nowhere.', [6], staysOn),
    seen(
      'The middleware does not take such an ID over: the next request gets a new session with a new ID,',
      [6, 7, 8],
      staysOn,
    ),
    seen('and the old cookie is replaced once that session is saved.', [7, 8], {
      steps: { 5: { send: visit('/me', { id: 'next' }) } },
    }),
    byLesson(
      'To remove the cookie as well, call `res.clearCookie` with the name,',
      'clear-cookie-wrong-name',
    ),
    byLesson('the path', 'clear-cookie-wrong-path'),
    byTest('and the domain that the cookie has.', 'browsers/jar.test.ts'),
  ],
  'reload-sees-others': [
    title('reload'),
    seen(
      'After session.reload() a request holds what others have written meanwhile, so that even with resave on it does not undo it.',
      [4],
      readsOnly,
    ),
    byLesson('A request’s copy is as old as its load.', 'reader-undoes-write'),
    ran(
      '`req.session.reload()` throws it away, with every change made to it,',
      { response: 'mine', body: '"note":null' },
      reloading(`req.session.note = 1; ${reload} ${answers}`),
      reloading(`req.session.note = 1; ${answers}`),
    ),
    seen('and loads the session anew.', [4], readsOnly),
    pointer('The timing is that of `reader-undoes-write`:'),
    setting('the apple is added while the slow request waits.'),
    seen('But this one reloads after it has waited,', [4], readsOnly),
    seen('and what it saves at its end', [3], onlyTouches),
    seen('has the apple in it.', [4], readsOnly),
    ran(
      'Between the reload and the save there is still a moment: the window is narrower, not closed.',
      { session: 'alice', path: 'cart', exists: false },
      reloading(`${reload} await work(req); res.end();`),
      reloading(`await work(req); ${reload} res.end();`),
    ),
  ],
  'reload-after-destroy': [
    title('reload of a session that is gone'),
    seen('session.reload() of a session that was destroyed meanwhile gives an error,', [3], keptOn),
    seen('and with resave off the session stays gone.', [4], { options: { resave: true } }),
    seen(
      'The store has nothing for the ID any more, and `reload` says so: *failed to load session*.',
      [3],
      keptOn,
    ),
    ran(
      'A handler that does not look at the error goes on with its old copy.',
      { response: 'mine', body: '"note":1' },
      reloading(
        `req.session.note = 1; await new Promise((done) => req.sessionStore.destroy(req.sessionID, done)); ${reload} ${answers}`,
      ),
      reloading(`req.session.note = 1; ${reload} ${answers}`),
    ),
    ran(
      'With `resave: true` that copy is saved when the response ends, whether its handler looked at the error or not, and the session is back.',
      { sessions: 1 },
      bothDestroyed(true),
      bothDestroyed(false),
    ),
    seen(
      'So a reload after a long wait is also a way to notice that the visitor has logged out meanwhile.',
      [3],
      keptOn,
    ),
  ],
  'save-before-redirect': [
    title('Save before you redirect'),
    seen(
      'A browser follows a redirect as soon as the headers are in, which is before the session is saved, so the next page may not know the user yet.',
      [3, 5],
      quickStore,
    ),
    seen(
      'The middleware saves when the response *ends*, and by then the headers are out.',
      [3, 4, 5],
      quickStore,
    ),
    seen(
      'With a store that takes half a second to save, the browser is at `/me` before the login has been stored:',
      [3],
      quickStore,
    ),
    seen('alice is asked to log in again,', [5], quickStore),
    ran(
      'and a reload finds her logged in.',
      { response: 'again', body: '"user":"johndoe"' },
      saving({ latency: 500 }),
      saving({ fails: 1 }),
    ),
    seen('Save by hand and redirect in the callback.', [7, 8], bobSavesLate),
    seen('bob’s login does that (`?early=save`), and his first page knows him.', [7, 8], bobSavesLate),
  ],
  'touch-by-hand': [
    title('touch and maxAge'),
    seen('session.touch() by itself sends no cookie,', [3], rolls),
    seen('so the browser’s one still ends at its first date.', [6], rolls),
    ran(
      '`req.session.touch()` sets `cookie.maxAge` back to what it was last set to.',
      { lifetime: 'alice', of: 'stored', ms: { min: 3_500_000 } },
      aged(send('/cookie', { method: 'POST', json: { maxAge: 3_600_000 } }), later, touches),
      aged(later, touches),
    ),
    ran(
      'The middleware does the same at the end of every request,',
      { lifetime: 'alice', of: 'stored', ms: { min: 50_000 } },
      aged(later, send('/me')),
      aged(later),
    ),
    ran(
      'so calling it by hand adds nothing.',
      { lifetime: 'alice', of: 'stored', ms: { max: 30_000 } },
      { ...aged(later, touches), lab: noTouch },
      aged(later, send('/me')),
    ),
    ran(
      'It concerns the session and the store.',
      { lifetime: 'alice', of: 'cookie', ms: { max: 30_000 } },
      aged(later, touches),
      aged(later, send('/views')),
    ),
    seen('The browser learns of the new date only by a Set-Cookie, and there is none:', [3], rolls),
    seen('alice’s cookie ends 60 seconds after her first request, although she was there at 40.', [6], rolls),
    seen('`rolling: true` renews the cookie with every response;', [3, 6], rolls),
    ran(
      'without it only a change of the session does.',
      { lifetime: 'alice', of: 'cookie', ms: { min: 50_000 } },
      aged(later, send('/views')),
      aged(later, touches),
    ),
  ],
  'max-age-change-sends-no-cookie': [
    title('Remember me, too late'),
    seen('Without rolling,', [3, 4], rolls),
    seen('a browser that has its cookie gets none', [3, 4], {
      steps: { 0: { send: visit('/before') } },
      options: { saveUninitialized: true },
    }),
    seen('when nothing but req.session.cookie.maxAge was changed,', [4], {
      steps: { 1: { send: login({ id: 'remember' }) } },
      options: { cookie: { maxAge: 60_000 } },
    }),
    ran(
      'because cookie settings do not count as a change of the session.',
      { store: 'mine', operation: 'touch' },
      changing('req.session.cookie.maxAge = 1000'),
      changing('req.session.maxAge = 1000'),
    ),
    ran(
      'Whether a session changed is decided by a hash of its data, and `cookie` is left out of that.',
      { store: 'mine', operation: 'touch' },
      changing('req.session.views = 2; req.session.views = 1'),
      changing('req.session.views = 2'),
    ),
    ran(
      'So a *remember me* that only sets `req.session.cookie.maxAge` reaches the store by a touch, if it has one,',
      isRemembered,
      remembers,
      { ...remembers, lab: noTouch },
    ),
    seen('and not the browser: the cookie there still has no expiry.', [5], rolls),
    ran(
      'Set it in the request that also changes the session, best in the login itself.',
      { lifetime: 'alice', of: 'cookie', ms: { min: 2_500_000_000 } },
      changing('req.session.user = 1; req.session.cookie.maxAge = 2592000000'),
      changing('req.session.cookie.maxAge = 2592000000'),
    ),
  ],
  ...newIdSentences,
};

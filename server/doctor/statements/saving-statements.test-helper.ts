import {
  hasCookie,
  isLoggedIn,
  isNobody,
  login,
  readWhileSaving,
  send,
} from '../proofs/proof.test-helper.ts';
import type { Statement } from './statement.test-helper.ts';

const reads = [login(), send('/me', { id: 'next' })];
const restarted = (instance: number) => [login(), { restart: { instance } }, send('/me', { id: 'next' })];
const isNew = [send('/me', { id: 'next' })];
/** The cookie is set by a URL in the folder /cart. */
const fromTheCart = (then: string) => [
  send('/cart/apples', { method: 'POST' }),
  send(then, { id: 'next', method: then.startsWith('/cart') ? 'POST' : 'GET' }),
];
const rolls = { rolling: true, cookie: { maxAge: 3_600_000 } };

export const savingStatements: readonly Statement[] = [
  {
    of: { option: 'resave' },
    says: 'Saves a session that was loaded at the end of every request',
    holds: { options: { resave: true }, steps: reads },
    not: { options: { resave: true }, steps: isNew },
    sees: { store: 'next', operation: 'save' },
  },
  {
    of: { option: 'resave' },
    says: 'On: a request that only reads writes its old copy back',
    holds: { options: { resave: true }, steps: reads },
    not: { options: { resave: false }, steps: reads },
    sees: { store: 'next', operation: 'save' },
  },
  {
    of: { option: 'saveUninitialized' },
    says: 'Saves a new session, and sends its cookie, before anything was put into it',
    holds: { options: { saveUninitialized: true }, steps: isNew },
    not: { options: {}, steps: isNew },
    sees: hasCookie,
  },
  {
    of: { option: 'rolling' },
    says: 'On: Set-Cookie in every response of a saved session',
    holds: { options: rolls, steps: reads },
    not: { options: rolls, steps: isNew },
    sees: { response: 'next', setCookie: true },
  },
  {
    of: { rule: 'non-atomic-touch' },
    says: 'what another request saves between the two is gone',
    holds: { options: {}, store: 'memory-non-atomic-touch', steps: readWhileSaving },
    not: { options: {}, store: 'memory', steps: readWhileSaving },
    sees: { session: 'alice', path: 'cart', exists: false },
  },
  {
    of: { rule: 'memory-store-instances' },
    says: 'A sticky balancer hides that',
    holds: { options: {}, lab: { instances: 2, balancer: 'sticky' }, steps: reads },
    not: { options: {}, lab: { instances: 2 }, steps: reads },
    sees: isLoggedIn('next'),
  },
  {
    of: { rule: 'memory-store-instances' },
    says: 'until a process is started anew',
    holds: { options: {}, lab: { instances: 2, balancer: 'sticky' }, steps: restarted(1) },
    not: { options: {}, lab: { instances: 2, balancer: 'sticky' }, steps: restarted(2) },
    sees: isNobody('next'),
  },
  {
    of: { rule: 'rolling-uninitialized' },
    says: 'Until something is put into the session, each request of such a visitor has a new ID',
    holds: { options: rolls, steps: [send('/', { id: 'before' }), ...isNew] },
    not: { options: rolls, steps: [login({ id: 'before' }), ...isNew] },
    sees: { different: ['before', 'next'], of: 'sid' },
  },
  {
    of: { rule: 'unset-keeps-logout' },
    says: 'The browser keeps its cookie, and the store its session',
    holds: { options: { unset: 'keep' }, steps: [login(), send('/unset', { method: 'POST' })] },
    not: { options: { unset: 'destroy' }, steps: [login(), send('/unset', { method: 'POST' })] },
    sees: { sessions: 1 },
  },
  {
    of: { rule: 'path-narrow' },
    says: 'The middleware passes a URL that does not begin with the path on without req.session',
    holds: { options: { cookie: { path: '/cart' } }, steps: [send('/views', { id: 'next' })] },
    not: { options: { cookie: { path: '/view' } }, steps: [send('/views', { id: 'next' })] },
    sees: { response: 'next', status: 500 },
  },
  {
    of: { rule: 'path-narrow' },
    says: 'Under one that only begins with the same letters there is a new session each time',
    holds: {
      options: { cookie: { path: '/view' } },
      steps: [send('/views', { id: 'before' }), send('/views', { id: 'next' })],
    },
    not: {
      options: { cookie: { path: '/views' } },
      steps: [send('/views', { id: 'before' }), send('/views', { id: 'next' })],
    },
    sees: { different: ['before', 'next'], of: 'sid' },
  },
  {
    of: { rule: 'path-none' },
    says: 'Without Path the browser binds the cookie to the folder of the URL that set it',
    holds: { options: { cookie: { path: '' } }, steps: fromTheCart('/views') },
    not: { options: { cookie: { path: '' } }, steps: fromTheCart('/cart/pears') },
    sees: { sent: 'next', present: false },
  },
  {
    of: { rule: 'path-none' },
    says: 'Everywhere else there is a new session, and a cookie of the same name beside the first',
    holds: { options: { cookie: { path: '' } }, steps: fromTheCart('/views') },
    not: { options: { cookie: { path: '/' } }, steps: fromTheCart('/views') },
    sees: { sessions: 2 },
  },
];

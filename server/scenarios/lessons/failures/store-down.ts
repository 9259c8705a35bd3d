import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const storeDown: LessonSource = {
  id: 'store-down',
  title: 'The store is down',
  claim:
    'While the store says that it is disconnected, requests have no req.session at all, and no error is raised.',
  text: [
    'A store may tell its connection by the events `disconnect` and `connect`. In between express-session passes every request on without a session, so that pages which need none still work.',
    'Handlers that take `req.session` for granted crash: *cannot read properties of undefined*. Put a guard behind the middleware, `if (!req.session)`, and answer 503.',
    'Nobody is logged out by it: when the store is back, so is alice’s session.',
  ],
  code: {
    routes: ['greeting', 'account'],
    snippet: 'app.use((req, res, next) => (req.session ? next() : res.sendStatus(503)));',
  },
  links: ['connect-redis#194', 'connect-redis#373'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { fault: { connected: false } },
    { send: visit('/', { id: 'page' }) },
    { expect: { verdict: 'page', rule: 'store-disconnected' } },
    { expect: { response: 'page', status: 200 } },
    { send: visit('/account', { id: 'down' }) },
    { expect: { response: 'down', status: 500, body: 'There is no req.session', setCookie: false } },
    { fault: 'none' },
    { send: visit('/account', { id: 'up' }) },
    { expect: { response: 'up', status: 200, body: '{"user":"johndoe"}' } },
  ],
};

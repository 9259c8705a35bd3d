import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const guard: LessonSource = {
  id: 'guard',
  title: 'Having a session is not being logged in',
  claim:
    'A visitor who is not logged in can have a session, a good cookie and data, so a guard has to look for the user.',
  text: [
    'A guard that asks `if (req.session)` lets everybody in: the middleware gives each visitor one, unless the store is down (`store-down`) or the path is another (`path-mismatch`). One that asks for a cookie lets in whoever has ever visited a page that stores something.',
    'Ask for what only the login puts there: `if (req.session.user)`.',
  ],
  code: {
    routes: ['account'],
    snippet:
      "const needsUser = (req, res, next) =>\n  req.session.user ? next() : res.status(401).send('Log in first.');",
  },
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: visit('/views') },
    { expect: { session: 'alice', path: 'views', equals: 1 } },
    { send: visit('/account', { id: 'stranger' }) },
    { expect: { verdict: 'stranger', rule: 'session-found' } },
    { expect: { response: 'stranger', status: 401 } },
    { send: login() },
    { send: visit('/account', { id: 'user' }) },
    { expect: { response: 'user', status: 200 } },
  ],
};

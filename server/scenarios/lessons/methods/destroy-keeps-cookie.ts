import type { LessonSource } from '../lesson-source.ts';
import { post, visit } from '../requests.ts';

export const destroyKeepsCookie: LessonSource = {
  id: 'destroy-keeps-cookie',
  title: 'destroy is for the server only',
  claim: 'session.destroy() removes the stored session and leaves the cookie in the browser.',
  text: [
    '`req.session.destroy()` takes the session out of the store. No Set-Cookie goes out, so the browser keeps its cookie, and sends an ID that leads nowhere.',
    'The middleware does not take such an ID over: the next request gets a new session with a new ID, and the old cookie is replaced once that session is saved.',
    'To remove the cookie as well, call `res.clearCookie` with the name, the path and the domain that the cookie has.',
  ],
  code: {
    routes: ['destroy'],
    snippet: "req.session.destroy(() => res.clearCookie('connect.sid').redirect('/'));",
  },
  links: ['session#241', 'session#507', 'session#596'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: visit('/views') },
    { send: post('/destroy', { id: 'destroy' }) },
    { expect: { response: 'destroy', status: 200, setCookie: false } },
    { expect: { sessions: 0 } },
    { expect: { cookie: 'alice', present: true } },
    { send: visit('/views', { id: 'next' }) },
    { expect: { verdict: 'next', rule: 'unknown-sid' } },
    { expect: { response: 'next', body: '{"views":1}', setCookie: true } },
    { expect: { verdict: 'next', rule: 'jar-replaced' } },
  ],
};

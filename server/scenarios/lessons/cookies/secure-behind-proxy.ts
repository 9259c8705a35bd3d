import type { LessonSource } from '../lesson-source.ts';
import { login } from '../requests.ts';

const https = { 'X-Forwarded-Proto': 'https' };

export const secureBehindProxy: LessonSource = {
  id: 'secure-behind-proxy',
  title: 'Secure behind a proxy',
  claim:
    'Behind a proxy that ends TLS, a Secure cookie is silently withheld while Express does not trust that proxy.',
  text: [
    'The browser speaks https to the proxy, the proxy plain http to the app and adds `X-Forwarded-Proto: https`. Express ignores that header by default, since any client could send it: `req.secure` is false.',
    'So the login is answered 302, the session is saved, and no cookie is sent. Nothing is logged and nothing fails; the next request is a stranger’s.',
    "`app.set('trust proxy', 1)` makes Express believe the header of one proxy, and the cookie goes out.",
  ],
  code: {
    routes: ['login'],
    snippet: "app.set('trust proxy', 1);\napp.use(session({ cookie: { secure: true } }));",
  },
  links: ['session#281', 'session#781', 'session#628', 'session#983', 'session#909', 'express#967'],
  lab: { options: { resave: false, saveUninitialized: false, cookie: { secure: true } } },
  browsers: ['alice'],
  steps: [
    { send: login({ id: 'refused', headers: https }) },
    { expect: { response: 'refused', status: 302, setCookie: false } },
    { expect: { verdict: 'refused', rule: 'no-cookie-insecure' } },
    { expect: { sessions: 1 } },
    { expect: { cookie: 'alice', present: false } },
  ],
  task: {
    text: 'Let alice log in, with a cookie that is still Secure.',
    goal: [
      { session: 'alice', path: 'user', equals: 'johndoe' },
      { cookie: 'alice', attributes: { secure: true } },
    ],
    hint: 'One setting is Express’s own, not express-session’s.',
    solution: { trustProxy: 1 },
  },
};

import type { LessonSource } from '../lesson-source.ts';
import { login } from '../requests.ts';

const https = { 'X-Forwarded-Proto': 'https' };

export const proxyOption: LessonSource = {
  id: 'proxy-option',
  title: 'The option proxy',
  claim:
    'proxy true believes X-Forwarded-Proto from anybody, and proxy false disbelieves it even where Express trusts the proxy.',
  text: [
    'Left out, `proxy` asks Express: `req.secure`, and so `trust proxy`, decides. That is the better place, since everything else in the app follows it too.',
    '`proxy: true` reads the header itself, whoever sent it. `proxy: false` accepts a TLS socket and nothing else: behind a proxy that ends TLS no Secure cookie is ever sent.',
  ],
  code: { snippet: "app.set('trust proxy', 1); // and leave session's proxy out" },
  links: ['session#281', 'session#628', 'session#983', 'express#967'],
  lab: { options: { resave: false, saveUninitialized: false, proxy: true, cookie: { secure: true } } },
  browsers: ['alice', 'bob'],
  steps: [
    { send: login({ id: 'believed', headers: https }) },
    { expect: { response: 'believed', setCookie: true } },
    { expect: { cookie: 'alice', attributes: { secure: true } } },
    { configure: { proxy: false, trustProxy: true } },
    { send: login({ id: 'disbelieved', browser: 'bob', headers: https }) },
    { expect: { verdict: 'disbelieved', rule: 'no-cookie-insecure' } },
    { expect: { cookie: 'bob', present: false } },
    { configure: { proxy: null, trustProxy: true } },
    { send: login({ id: 'asked', browser: 'bob', headers: https }) },
    { expect: { response: 'asked', setCookie: true } },
  ],
};

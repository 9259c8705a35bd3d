import type { LessonSource } from '../lesson-source.ts';
import { post, visit } from '../requests.ts';

export const consentBeforeCookies: LessonSource = {
  id: 'consent-before-cookies',
  title: 'Consent before cookies',
  claim: 'With saveUninitialized off, a visitor gets no cookie until something is put into his session.',
  text: [
    'Where a law asks for consent before a cookie is set, an app may not send one with the first page. With `saveUninitialized: false` it does not: the session exists for the handler, and is forgotten with the response.',
    'The moment the visitor agrees, the answer itself is stored, and the cookie comes with that response.',
  ],
  code: { routes: ['greeting', 'user'] },
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: visit('/', { id: 'page' }) },
    { expect: { verdict: 'page', rule: 'no-cookie-for-untouched' } },
    { expect: { cookie: 'alice', present: false } },
    { send: visit('/me', { id: 'another' }) },
    { expect: { response: 'another', setCookie: false } },
    { expect: { sessions: 0 } },
    { send: post('/user', { id: 'consent', json: { consent: true } }) },
    { expect: { verdict: 'consent', rule: 'cookie-for-new-modified' } },
    { expect: { session: 'alice', path: 'user.consent', equals: true } },
  ],
};

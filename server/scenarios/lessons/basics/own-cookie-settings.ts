import type { LessonSource } from '../lesson-source.ts';
import { post, visit } from '../requests.ts';

export const ownCookieSettings: LessonSource = {
  id: 'own-cookie-settings',
  title: 'req.session.cookie',
  claim:
    'Each session carries cookie settings of its own, which a handler can change for that session alone.',
  text: [
    'The `cookie` options are what a *new* session begins with. From then on the settings live in `req.session.cookie` and are stored with the session.',
    'alice asks to be remembered, and her session gets a `maxAge` of 30 days; bob’s keeps the default, none. After these 30 days alice’s cookie has ended; bob’s has no date at all.',
  ],
  code: { routes: ['cookie', 'views'] },
  lab: { options: { resave: false, saveUninitialized: false } },
  notOn: {
    'memory-no-touch': 'It has no touch, so a change of nothing but the cookie settings is not stored.',
  },
  browsers: ['alice', 'bob'],
  steps: [
    { send: visit('/views') },
    { send: visit('/views', { browser: 'bob' }) },
    { send: post('/cookie', { id: 'remember', json: { maxAge: 2592000000 } }) },
    // express-session takes it as the time that is left: a millisecond may have passed, then it is 2591999999.
    { expect: { response: 'remember', body: '"originalMaxAge":259' } },
    { send: visit('/views', { id: 'alices' }) },
    { expect: { verdict: 'alices', rule: 'cookie-expiry-renewed' } },
    { send: visit('/views', { id: 'bobs', browser: 'bob' }) },
    { expect: { verdict: 'bobs', rule: 'no-cookie-without-expiry' } },
    { expect: { cookie: 'bob', attributes: { expires: null } } },
    { advance: 2592060000 },
    { expect: { cookie: 'alice', present: false } },
    { expect: { cookie: 'bob', present: true } },
  ],
};

import type { LessonSource } from '../lesson-source.ts';
import { login, post } from '../requests.ts';

export const sameSiteUnset: LessonSource = {
  id: 'same-site-unset',
  title: 'No SameSite at all: two minutes',
  claim:
    'In Chromium a cookie that names no SameSite goes along with a form that another site posts, but only in its first two minutes.',
  text: [
    'express-session names no SameSite unless it is told to. Chromium holds such a cookie for Lax, but lets it go along with a posted form of another site while it is younger than two minutes: single sign-on and payments that come back by POST broke otherwise.',
    'So a return by POST works right after the login and fails later, which looks like a session that is lost *sometimes*. Firefox and Safari send the cookie at any age.',
    'A cookie that comes again with the same value, as with `rolling`, grows no younger by it.',
  ],
  code: { routes: ['cart'] },
  links: ['session#730', 'session#374'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login({ id: 'login' }) },
    { advance: 100000 },
    { send: post('/cart/apples', { id: 'soon', cookies: 'cross-site-form' }) },
    { expect: { verdict: 'soon', rule: 'session-found' } },
    { expect: { stored: 'login', path: 'cart.apples', equals: 1 } },
    { advance: 30000 },
    { send: post('/cart/apples', { id: 'late', cookies: 'cross-site-form' }) },
    { expect: { verdict: 'late', rule: 'not-sent-cross-site' } },
    { expect: { stored: 'login', path: 'cart.apples', equals: 1 } },
  ],
  task: {
    text: 'Keep the form out of the cart that alice logged in to, from the first second on.',
    goal: [{ stored: 'login', path: 'cart', exists: false }],
    hint: 'Name the SameSite that the browser only supposes.',
    solution: { cookie: { sameSite: 'lax' } },
  },
};

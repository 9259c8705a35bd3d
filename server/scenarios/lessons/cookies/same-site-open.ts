import type { LessonSource } from '../lesson-source.ts';
import { login, post } from '../requests.ts';

const headers = { 'X-Forwarded-Proto': 'https' };

export const sameSiteOpen: LessonSource = {
  id: 'same-site-open',
  title: 'SameSite=None, and another site shops',
  claim: 'With SameSite=None a form on any other site changes the session of a visitor who is logged in.',
  text: [
    '`none` is for an app that other sites embed. Where nobody embeds it, it only opens a door: the browser sends the session’s cookie along with requests that *another* site caused, and by the cookie the server cannot tell them from the visitor’s own (only by the headers `Origin` or `Sec-Fetch-Site`).',
    'Here a page on another site posts to alice’s cart. With `lax` the request arrives without her cookie.',
  ],
  code: { routes: ['cart'] },
  links: ['session#913', 'session#774'],
  lab: {
    options: {
      resave: false,
      saveUninitialized: false,
      trustProxy: 1,
      cookie: { secure: true, sameSite: 'none' },
    },
  },
  browsers: ['alice'],
  steps: [
    { send: login({ id: 'login', headers }) },
    { send: post('/cart/apples', { id: 'foreign', cookies: 'cross-site-form', headers }) },
    { expect: { verdict: 'foreign', rule: 'session-found' } },
    { expect: { stored: 'login', path: 'cart.apples', equals: 1 } },
  ],
  task: {
    text: 'Keep the other site out of the cart that alice logged in to.',
    goal: [{ stored: 'login', path: 'cart', exists: false }],
    hint: 'The value that browsers take for a cookie without one.',
    solution: { cookie: { sameSite: 'lax' } },
  },
};

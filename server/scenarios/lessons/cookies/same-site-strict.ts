import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const sameSiteStrict: LessonSource = {
  id: 'same-site-strict',
  title: 'SameSite=Strict',
  claim:
    'With a Strict cookie a visitor who follows a link from another site arrives logged out, and the next click finds him logged in, unless he was given another session where he arrived.',
  text: [
    'A link in a web mail or a web chat is a link from another site. The first page is asked for without the cookie; what is asked for from that page comes from this site and carries it.',
    'If the page of the arrival stores something in the session of the stranger that it sees, or `saveUninitialized` is on, its cookie takes the place of the visitor’s own, and he is logged out for good.',
    'So users report that they are *sometimes* logged out, and cannot show it. Returning from a payment or from a single sign-on is such an arrival too.',
  ],
  code: { routes: ['account'] },
  links: ['session#374', 'session#520'],
  lab: { options: { resave: false, saveUninitialized: false, cookie: { sameSite: 'strict' } } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { send: visit('/account', { id: 'link', cookies: 'cross-site-link' }) },
    { expect: { verdict: 'link', rule: 'not-sent-cross-site' } },
    { expect: { response: 'link', status: 401 } },
    { send: visit('/account', { id: 'click' }) },
    { expect: { response: 'click', status: 200 } },
  ],
  task: {
    text: 'Let the link arrive logged in, and keep forged posts out.',
    goal: [
      { response: 'link', status: 200 },
      { cookie: 'alice', attributes: { sameSite: 'lax' } },
    ],
    hint: 'There is a value between strict and none.',
    solution: { cookie: { sameSite: 'lax' } },
  },
};

import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const sameSiteStrict: LessonSource = {
  id: 'same-site-strict',
  title: 'SameSite=Strict',
  claim:
    'With a Strict cookie a visitor who follows a link from another site arrives logged out, though the next click finds him logged in.',
  text: [
    'A link in a mail or in a chat is a link from another site. The first page is asked for without the cookie; from there on all requests come from this site and carry it.',
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

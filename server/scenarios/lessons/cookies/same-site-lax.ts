import type { LessonSource } from '../lesson-source.ts';
import { login, post, visit } from '../requests.ts';

export const sameSiteLax: LessonSource = {
  id: 'same-site-lax',
  title: 'SameSite and other sites',
  claim:
    'A Lax cookie goes along when a visitor follows a link from another site, and neither with a form that another site posts nor with its fetches.',
  text: [
    "A page on another site can post a form to this one. With `sameSite: 'lax'` that request comes without the cookie, as a stranger’s: this is what stops most cross-site request forgery. A link, followed, still arrives logged in. A cookie that names no SameSite is not quite the same: see `same-site-unset`.",
    'A frame, an image or a `fetch` on another site gets no cookie either. That is why a session is lost inside an iframe: see `same-site-none`.',
    'The answer to such a form comes to the visitor’s own window, and its cookie is kept: where the stranger gets a session, it replaces alice’s, who is logged out.',
    'Site is not origin: `app.example.com` and `api.example.com` are one site.',
  ],
  code: { routes: ['account', 'cart'], snippet: "app.use(session({ cookie: { sameSite: 'lax' } }));" },
  links: ['session#374', 'session#520', 'session#827', 'session#955', 'session#913', 'session#774'],
  lab: { options: { resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } } },
  browsers: ['alice'],
  steps: [
    { send: login({ id: 'login' }) },
    { send: visit('/account', { id: 'link', cookies: 'cross-site-link' }) },
    { expect: { response: 'link', status: 200, body: '{"user":"johndoe"}' } },
    { send: visit('/account', { id: 'frame', cookies: 'cross-site' }) },
    { expect: { verdict: 'frame', rule: 'not-sent-cross-site' } },
    { send: post('/cart/apples', { id: 'forged', cookies: 'cross-site-form' }) },
    { expect: { verdict: 'forged', rule: 'not-sent-cross-site' } },
    { expect: { verdict: 'forged', rule: 'no-cookie' } },
    { expect: { stored: 'login', path: 'cart', exists: false } },
    { expect: { verdict: 'forged', rule: 'jar-replaced' } },
  ],
};

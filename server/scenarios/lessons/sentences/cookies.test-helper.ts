import { login, visit } from '../requests.ts';
import { cookiePlaceSentences } from './cookie-place.test-helper.ts';
import { secureSentences } from './secure-cookies.test-helper.ts';
import {
  advice,
  byLesson,
  type Flip,
  notOfALab,
  pointer,
  ran,
  type Sentences,
  seen,
  send,
  setting,
  title,
} from './sentence.test-helper.ts';

const headers = { 'X-Forwarded-Proto': 'https' };
const signsIn = { send: login() };
const browsers = 'no page and no script is in the lab';

const scriptable: Flip = { options: { cookie: { httpOnly: false } } };
const neverOff: Flip = { steps: { 2: { configure: { cookie: { httpOnly: true } } } } };
const first = (options: Record<string, unknown>) => ({ options, steps: [send('/views')] });
const attributes = (given: Record<string, string | boolean | null>) =>
  ({ cookie: 'alice', attributes: given }) as const;

const strict: Flip = { options: { cookie: { sameSite: 'strict' } } };
const open: Flip = {
  lab: {},
  options: { trustProxy: true, cookie: { sameSite: 'none', secure: true } },
  steps: { 0: { send: login({ id: 'login', headers }) } },
};
const byGet: Flip = { steps: { 5: { send: visit('/views', { id: 'forged', cookies: 'cross-site-form' }) } } };
const afterForm = (sameSite: string | null) => ({
  options: { cookie: { sameSite } },
  steps: [
    signsIn,
    send('/cart/apples', { method: 'POST', cookies: 'cross-site-form' }),
    send('/account', { id: 'after' }),
  ],
});
const fromSite = (cookies: 'cross-site' | 'cross-site-form' | 'jar', ms: number, options = {}) => ({
  options,
  steps: [
    signsIn,
    { advance: 100_000 },
    send('/me', { id: 'again' }),
    { advance: ms },
    send('/cart/apples', { id: 'return', method: 'POST', cookies }),
  ],
});
const isLoggedIn = { verdict: 'return', rule: 'session-found' } as const;

const lax: Flip = { options: { cookie: { sameSite: 'lax' } } };
const late: Flip = { steps: { 1: { advance: 130_000 } } };
const early: Flip = { steps: { 5: { advance: 1000 } } };

const ownClick: Flip = { steps: { 1: { send: visit('/account', { id: 'link' }) } } };
const everyClick: Flip = {
  steps: { 4: { send: visit('/account', { id: 'click', cookies: 'cross-site-link' }) } },
};
const arriving = (options: Record<string, unknown>, path: string) => ({
  options: { cookie: { sameSite: 'strict' }, ...options },
  steps: [signsIn, send(path, { cookies: 'cross-site-link' }), send('/account', { id: 'click' })],
});
const isOut = { response: 'click', status: 401 } as const;

const isSecure: Flip = { options: { cookie: { secure: true } } };
const inFrame = (sameSite: string) => ({
  options: { trustProxy: 1, cookie: { sameSite, secure: true } },
  steps: [{ send: login({ headers }) }, send('/me', { id: 'return', cookies: 'cross-site', headers })],
});
const withOrigin = {
  handler:
    "(req, res) => { if (req.method === 'GET') req.session.user = 'johndoe'; res.json({ site: req.headers['sec-fetch-site'] ?? null, user: req.session.user }) }",
};
const fromOrigin = (site: string) => ({
  lab: withOrigin,
  options: { trustProxy: 1, cookie: { secure: true, sameSite: 'none' } },
  steps: [
    send('/mine', { headers }),
    send('/mine', {
      id: 'mine',
      method: 'POST',
      cookies: 'cross-site-form',
      headers: { ...headers, 'Sec-Fetch-Site': site },
    }),
  ],
});

export const cookiesSentences: Readonly<Record<string, Sentences>> = {
  'http-only': [
    title('HttpOnly'),
    seen('The session’s cookie is HttpOnly', [1], scriptable),
    seen('unless somebody turns that off,', [4], neverOff),
    notOfALab('and then every script in the page can read it.', browsers),
    notOfALab('An HttpOnly cookie goes along with requests and is hidden from `document.cookie`.', browsers),
    ran(
      'It and `Path=/` are what express-session sets by itself.',
      attributes({ httpOnly: true, path: '/', secure: false, sameSite: null, expires: null }),
      first({}),
      first({ cookie: { httpOnly: false, path: '/views' } }),
    ),
    pointer('Turning it off, so that a script can *see whether there is a session*,'),
    byLesson(
      'hands the key to any script that gets into the page: see `cookie-is-the-key`.',
      'cookie-is-the-key',
    ),
    advice('Ask the server instead; `/me` is such a route.'),
  ],
  'same-site-lax': [
    title('SameSite and other sites'),
    seen('A Lax cookie goes along when a visitor follows a link from another site,', [2], strict),
    seen('and neither with a form that another site posts', [6, 7], byGet),
    seen('nor with its fetches.', [4], open),
    setting('A page on another site can post a form to this one.'),
    seen("With `sameSite: 'lax'` that request comes without the cookie, as a stranger’s:", [6, 7], byGet),
    notOfALab('this is what stops most cross-site request forgery.', 'how often what is tried'),
    seen('A link, followed, still arrives logged in.', [2], strict),
    byLesson(
      'A cookie that names no SameSite is not quite the same: see `same-site-unset`.',
      'same-site-unset',
    ),
    seen('A frame, an image or a `fetch` on another site gets no cookie either.', [4], open),
    byLesson('That is why a session is lost inside an iframe: see `same-site-none`.', 'same-site-none'),
    seen('The answer to such a form comes to the visitor’s own window, and its cookie is kept:', [9], byGet),
    ran(
      'where the stranger gets a session, it replaces alice’s, who is logged out.',
      { response: 'after', status: 401 },
      afterForm('lax'),
      afterForm(null),
    ),
    notOfALab(
      'Site is not origin: `app.example.com` and `api.example.com` are one site.',
      'the lab has one host; HTML Standard, schemelessly same site',
    ),
  ],
  'same-site-unset': [
    title('No SameSite at all: two minutes'),
    seen(
      'In Chromium a cookie that names no SameSite goes along with a form that another site posts,',
      [3, 4],
      lax,
    ),
    seen('but only in its first two minutes.', [7], early),
    ran(
      'express-session names no SameSite unless it is told to.',
      attributes({ sameSite: null }),
      first({}),
      first({ cookie: { sameSite: 'lax' } }),
    ),
    ran(
      'Chromium holds such a cookie for Lax,',
      isLoggedIn,
      fromSite('jar', 30_000),
      fromSite('cross-site', 30_000),
    ),
    seen(
      'but lets it go along with a posted form of another site while it is younger than two minutes:',
      [3, 4],
      late,
    ),
    notOfALab(
      'single sign-on and payments that come back by POST broke otherwise.',
      'Chromium’s reason for it',
    ),
    seen('So a return by POST works right after the login', [3], late),
    seen('and fails later, which looks like a session that is lost *sometimes*.', [7], early),
    notOfALab('Firefox and Safari send the cookie at any age.', 'the jar is Chromium’s'),
    ran(
      'A cookie that comes again with the same value, as with `rolling`, grows no younger by it.',
      { verdict: 'return', rule: 'not-sent-cross-site' },
      fromSite('cross-site-form', 30_000, { rolling: true }),
      fromSite('cross-site-form', 10_000, { rolling: true }),
    ),
  ],
  'same-site-strict': [
    title('SameSite=Strict'),
    seen(
      'With a Strict cookie a visitor who follows a link from another site arrives logged out,',
      [2, 3],
      ownClick,
    ),
    seen('and the next click finds him logged in,', [5], everyClick),
    ran(
      'unless he was given another session where he arrived.',
      isOut,
      arriving({}, '/views'),
      arriving({}, '/me'),
    ),
    notOfALab('A link in a web mail or a web chat is a link from another site.', browsers),
    seen('The first page is asked for without the cookie;', [2], lax),
    seen('what is asked for from that page comes from this site and carries it.', [5], everyClick),
    ran(
      'If the page of the arrival stores something in the session of the stranger that it sees,',
      isOut,
      arriving({}, '/views'),
      arriving({}, '/me'),
    ),
    ran(
      'or `saveUninitialized` is on,',
      isOut,
      arriving({ saveUninitialized: true }, '/me'),
      arriving({}, '/me'),
    ),
    ran(
      'its cookie takes the place of the visitor’s own, and he is logged out for good.',
      isOut,
      arriving({}, '/views'),
      arriving({ cookie: { sameSite: 'lax' } }, '/views'),
    ),
    notOfALab(
      'So users report that they are *sometimes* logged out, and cannot show it.',
      'told in the issues that the lesson links to',
    ),
    notOfALab('Returning from a payment or from a single sign-on is such an arrival too.', browsers),
  ],
  'same-site-none': [
    title('SameSite=None without Secure'),
    seen(
      'A cookie with SameSite=None that is not Secure is sent by the server and refused by the browser.',
      [2, 3],
      isSecure,
    ),
    ran(
      "An app in a frame on another site needs `sameSite: 'none'`.",
      isLoggedIn,
      inFrame('none'),
      inFrame('lax'),
    ),
    seen('Browsers take that only together with `secure`, and drop the cookie otherwise:', [2, 3], isSecure),
    seen('the server’s log shows a Set-Cookie,', [1], {
      steps: { 0: { send: visit('/me', { id: 'login', headers }) } },
    }),
    seen('the next request has no Cookie.', [3], isSecure),
    byLesson(
      '`secure: true` in turn needs a connection that is seen as secure: behind a proxy see `secure-behind-proxy`.',
      'secure-behind-proxy',
    ),
    setting('Here the request comes through one.'),
  ],
  'same-site-open': [
    title('SameSite=None, and another site shops'),
    seen(
      'With SameSite=None a form on any other site changes the session of a visitor who is logged in.',
      [2, 3],
      lax,
    ),
    byLesson('`none` is for an app that other sites embed.', 'same-site-none'),
    seen(
      'Where nobody embeds it, it only opens a door: the browser sends the session’s cookie along with requests that *another* site caused,',
      [2, 3],
      lax,
    ),
    seen('and by the cookie the server cannot tell them from the visitor’s own', [2, 3], lax),
    ran(
      '(only by the headers `Origin` or `Sec-Fetch-Site`).',
      { response: 'mine', json: { equals: { site: 'cross-site', user: 'johndoe' } } },
      fromOrigin('cross-site'),
      fromOrigin('same-origin'),
    ),
    setting('Here a page on another site posts to alice’s cart.'),
    seen('With `lax` the request arrives without her cookie.', [2, 3], lax),
  ],
  ...secureSentences,
  ...cookiePlaceSentences,
};

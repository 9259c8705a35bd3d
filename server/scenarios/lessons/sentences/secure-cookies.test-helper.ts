import { login, visit } from '../requests.ts';
import {
  advice,
  byLesson,
  type Flip,
  notOfALab,
  ran,
  type Sentences,
  seen,
  send,
  setting,
  title,
} from './sentence.test-helper.ts';

const headers = { 'X-Forwarded-Proto': 'https' };
const isSecure: Flip = { options: { cookie: { secure: true } } };
const notSecure: Flip = { options: { cookie: { secure: false } } };
const isAuto: Flip = { options: { cookie: { secure: 'auto' } } };
const never: Flip = {
  steps: {
    0: { send: visit('/me', { id: 'login' }) },
    4: { send: visit('/me', { id: 'next' }) },
    6: { send: visit('/me') },
  },
};
const trusted: Flip = { options: { trustProxy: 1 } };
const secured = (options: Record<string, unknown>, given: Record<string, string> = headers) => ({
  options: { ...options, cookie: { secure: true } },
  steps: [{ send: login({ id: 'login', headers: given }) }, send('/me', { id: 'next', headers: given })],
});
const isSent = { response: 'login', setCookie: true } as const;
const isWithheld = { verdict: 'login', rule: 'no-cookie-insecure' } as const;

const asksExpress: Flip = { options: { proxy: null } };
const believes: Flip = { steps: { 3: { configure: { proxy: true, trustProxy: true } } } };
const trustsNobody: Flip = { steps: { 7: { configure: { proxy: null, trustProxy: null } } } };

const firstPlain: Flip = { steps: { 0: { send: visit('/views') } } };
const bobSecure: Flip = { steps: { 2: { send: visit('/views', { browser: 'bob', headers }) } } };
const auto = { trustProxy: 1, cookie: { secure: 'auto' } };
const counts = { response: 'again', body: '{"views":2}' } as const;
const twice = (options: Record<string, unknown>, given: Record<string, string>) => ({
  options,
  steps: [send('/views', { headers: given }), send('/views', { id: 'again', headers: given })],
});

const staticForm: Flip = { options: { cookieForm: 'static' } };
const functionForm = (secure: boolean | 'auto', given: Record<string, string>) => ({
  options: { trustProxy: 1, cookieForm: 'function', cookie: { secure } },
  steps: [{ send: login({ id: 'login', headers: given }) }],
});

export const secureSentences: Readonly<Record<string, Sentences>> = {
  partitioned: [
    title('Partitioned without Secure'),
    seen(
      'A Partitioned cookie that is not Secure is sent by the server and refused by the browser.',
      [2, 4],
      isSecure,
    ),
    notOfALab(
      'With `partitioned` the cookie gets a jar of its own under each site that embeds the app, which is how an embedded page can keep a session where cookies of other sites are blocked.',
      'CHIPS; the lab embeds nothing',
    ),
    seen('Browsers take such a cookie only together with `Secure`.', [2, 4], isSecure),
    seen('Without it the server’s log shows a Set-Cookie,', [1], {
      steps: { 0: { send: visit('/me', { id: 'login', headers }) } },
    }),
    seen('and the next request has no Cookie.', [4], isSecure),
  ],
  'secure-on-http': [
    title('Secure on plain http'),
    seen('With cookie.secure on', [1, 2, 5], notSecure),
    ran(
      'and a connection that is plain http,',
      isWithheld,
      secured({ trustProxy: 1 }, {}),
      secured({ trustProxy: 1 }),
    ),
    seen('the session is saved', [3, 7], never),
    seen('and its cookie is silently withheld.', [1, 2, 5], notSecure),
    seen('It is the server that withholds it, before any browser is asked.', [1, 2], notSecure),
    notOfALab('There is no warning:', 'read in express-session 1.19: a debug line alone'),
    seen('the login is answered as if all were well,', [1], never),
    seen('and every login leaves one more session.', [7], never),
    byLesson(
      'It happens on a developer’s machine with the options of production, and in production behind a proxy: see `secure-behind-proxy`.',
      'secure-behind-proxy',
    ),
    seen("`secure: 'auto'` follows the connection: see `secure-auto`.", [1, 2, 5], isAuto),
  ],
  'secure-behind-proxy': [
    title('Secure behind a proxy'),
    seen('Behind a proxy that ends TLS, a Secure cookie is silently withheld', [1, 2, 4], notSecure),
    seen('while Express does not trust that proxy.', [1, 2, 4], trusted),
    setting(
      'The browser speaks https to the proxy, the proxy plain http to the app and adds `X-Forwarded-Proto: https`.',
    ),
    seen(
      'Express ignores that header by default, since any client could send it: `req.secure` is false.',
      [1, 2],
      trusted,
    ),
    seen('So the login is answered 302, the session is saved,', [1, 3], {
      steps: { 0: { send: visit('/me', { id: 'refused', headers }) } },
    }),
    seen('and no cookie is sent.', [1, 4], trusted),
    notOfALab('Nothing is logged and nothing fails;', 'read in express-session 1.19: a debug line alone'),
    ran(
      'the next request is a stranger’s.',
      { verdict: 'next', rule: 'no-cookie' },
      secured({}),
      secured({ trustProxy: 1 }),
    ),
    ran(
      "`app.set('trust proxy', 1)` makes Express believe the header of one proxy, and the cookie goes out.",
      isSent,
      secured({ trustProxy: 1 }),
      secured({ trustProxy: 1 }, { 'X-Forwarded-Proto': 'http' }),
    ),
  ],
  'proxy-option': [
    title('The option proxy'),
    seen('proxy true believes X-Forwarded-Proto from anybody,', [1, 2], asksExpress),
    seen('and proxy false disbelieves it even where Express trusts the proxy.', [5, 6], believes),
    seen('Left out, `proxy` asks Express: `req.secure`, and so `trust proxy`, decides.', [9], trustsNobody),
    advice('That is the better place, since everything else in the app follows it too.'),
    seen('`proxy: true` reads the header itself, whoever sent it.', [1, 2], asksExpress),
    seen('`proxy: false` accepts a TLS socket and nothing else:', [5, 6], believes),
    seen('behind a proxy that ends TLS no Secure cookie is ever sent.', [5, 6], believes),
  ],
  'secure-auto': [
    title("secure: 'auto'"),
    seen('With secure auto a session that begins on https gets a Secure cookie,', [1], firstPlain),
    seen('and one that begins on plain http gets one that is not.', [3], bobSecure),
    seen(
      'The value is resolved when the session is *made*, from the connection of that request, and stored with it.',
      [3, 6],
      bobSecure,
    ),
    ran(
      'It is right for a machine that is reached both ways.',
      counts,
      twice(auto, {}),
      twice({ trustProxy: 1, cookie: { secure: true } }, {}),
    ),
    seen(
      'Its weakness: a visitor who comes over http first keeps a cookie that is not Secure for as long as that session lives, on https as well.',
      [6],
      bobSecure,
    ),
  ],
  'auto-in-function-form': [
    title("'auto' in the function form"),
    seen('Where cookie is a function that returns secure auto,', [1, 2], staticForm),
    ran(
      'no cookie is ever sent over plain http.',
      isWithheld,
      functionForm('auto', {}),
      functionForm('auto', headers),
    ),
    notOfALab('Since 1.19 `cookie` may be a function of the request.', 'its release notes'),
    seen(
      'But `auto` is looked for in what was *given* as `cookie`, which is then the function: it is never resolved,',
      [1, 2],
      staticForm,
    ),
    ran(
      'and the text `auto` stays in `secure`. A text that is not empty counts as true.',
      { cookie: 'alice', attributes: { secure: true } },
      functionForm('auto', headers),
      functionForm(false, headers),
    ),
    seen('So the cookie is Secure, and withheld on every connection that is not.', [1, 2], staticForm),
    advice('In a function, decide yourself.'),
  ],
};

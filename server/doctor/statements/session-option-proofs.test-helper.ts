import type { OptionKey } from '../../contract/options/options.ts';
import {
  hasAttribute,
  hasCookie,
  isLoggedIn,
  isNobody,
  login,
  saysHttps,
  send,
} from '../proofs/proof.test-helper.ts';
import { otherSecret, strongSecret } from '../sound.test-helper.ts';
import type { Proofs, Run } from './statement.test-helper.ts';

const noCookie = { cookie: 'alice', present: false } as const;
const next = send('/me', { id: 'next' });
const comesBack = [login(), next];
const hour = 3_600_000;

/** Alice logs in with secrets, and comes back when there are others. */
const rotated = (before: string[], after: string[]): Run => ({
  options: { secret: before },
  steps: [login(), { configure: { secret: after } }, next],
});
const withSecure = (options: Run['options']): Run => ({
  options: { ...options, cookie: { secure: true } },
  steps: [login(saysHttps)],
});
/** Alice logs in where the cookie is a function, of one's own or not. */
const withFunction = (cookieFunction: string | null, cookie: object = {}): Run => ({
  options: { cookieForm: 'function', cookieFunction, cookie },
  steps: [login()],
});
const omits = { cookies: 'omit' } as const;
const bothAdd = [
  send('/cart/apples', { method: 'POST' }),
  send('/cart/pears', { method: 'POST', browser: 'mallory' }),
];

/** An option without its proofs does not compile. */
export const sessionOptionProofs: { readonly [Key in OptionKey]: Proofs } = {
  secret: [
    {
      says: 'the first secret signs',
      holds: rotated([strongSecret, otherSecret], [strongSecret]),
      not: rotated([otherSecret, strongSecret], [strongSecret]),
      sees: isLoggedIn('next'),
    },
    {
      says: 'every one is accepted',
      holds: rotated([otherSecret], [strongSecret, otherSecret]),
      not: rotated([otherSecret], [strongSecret]),
      sees: isLoggedIn('next'),
    },
    {
      says: 'A cookie signed with a secret that is not listed counts as no cookie at all',
      holds: rotated([otherSecret], [strongSecret]),
      not: rotated([otherSecret], [strongSecret, otherSecret]),
      sees: isNobody('next'),
    },
    {
      says: 'Without any secret every request that would have a session ends in an error',
      holds: { options: { secret: null }, steps: [next] },
      not: { options: {}, steps: [next] },
      sees: { response: 'next', status: 500 },
    },
  ],
  resave: [{ says: 'over what others wrote meanwhile', lesson: 'reader-undoes-write' }],
  saveUninitialized: [
    {
      says: 'On: every visitor without a cookie, bots too, leaves a session in the store',
      holds: { options: { saveUninitialized: true }, steps: [send('/me', omits), send('/me', omits)] },
      not: { options: {}, steps: [send('/me', omits), send('/me', omits)] },
      sees: { sessions: 2 },
    },
  ],
  rolling: [
    {
      says: 'Sends the cookie again with every response, so that its expiry starts anew',
      holds: {
        options: { rolling: true, cookie: { maxAge: hour } },
        steps: [login(), { advance: hour / 2 }, next],
      },
      not: { options: { cookie: { maxAge: hour } }, steps: [login(), { advance: hour / 2 }, next] },
      sees: { lifetime: 'alice', of: 'cookie', ms: { min: hour * 0.75 } },
    },
  ],
  unset: [
    { says: 'when a handler deletes req.session or sets it to null', lesson: 'unset-destroy' },
    {
      says: 'keep: the stored session stays as it was',
      holds: { options: { unset: 'keep' }, steps: [login(), send('/unset', { method: 'POST' })] },
      not: { options: { unset: 'destroy' }, steps: [login(), send('/unset', { method: 'POST' })] },
      sees: { sessions: 1 },
    },
    {
      says: 'destroy: it is removed from the store',
      holds: { options: { unset: 'destroy' }, steps: [login(), send('/unset', { method: 'POST' })] },
      not: { options: { unset: 'keep' }, steps: [login(), send('/unset', { method: 'POST' })] },
      sees: { sessions: 0 },
    },
  ],
  name: [
    {
      says: 'The name of the cookie that holds the session ID',
      holds: { options: { name: 'app.sid' }, steps: [login()] },
      not: { options: { name: 'other.sid' }, steps: [login()] },
      sees: { cookie: 'alice', name: 'app.sid', present: true },
    },
    {
      says: 'Two apps on one host with the same name overwrite each other’s cookie',
      lesson: 'default-name-shared',
    },
  ],
  proxy: [
    {
      says: 'Whether X-Forwarded-Proto may say that the connection is secure',
      holds: withSecure({ proxy: true }),
      not: withSecure({ proxy: null }),
      sees: hasCookie,
    },
    {
      says: 'Decides, behind a proxy, whether a Secure cookie is sent or silently withheld',
      holds: withSecure({ proxy: false, trustProxy: 1 }),
      not: withSecure({ proxy: true, trustProxy: 1 }),
      sees: noCookie,
    },
  ],
  genid: [
    {
      says: 'Makes the session ID',
      holds: { options: { genid: 'counter' }, steps: [login({ id: 'first' })] },
      not: { options: { genid: 'uuid' }, steps: [login({ id: 'first' })] },
      sees: { response: 'first', headers: { 'set-cookie': 's%3A1.' } },
    },
    {
      says: 'gives two visitors the same session',
      holds: { options: { genid: 'same' }, steps: bothAdd },
      not: { options: { genid: 'uuid' }, steps: bothAdd },
      sees: { session: 'alice', path: 'cart.pears', exists: true },
    },
    {
      says: 'nothing is saved',
      holds: { options: { genid: 'async', saveUninitialized: true }, steps: comesBack },
      not: { options: { genid: 'uuid', saveUninitialized: true }, steps: comesBack },
      sees: { sessions: 0 },
    },
    {
      says: 'no cookie is sent',
      holds: { options: { genid: 'number', saveUninitialized: true }, steps: comesBack },
      not: { options: { genid: 'same', saveUninitialized: true }, steps: comesBack },
      sees: noCookie,
    },
  ],
  trustProxy: [
    {
      says: 'which proxies’ X-Forwarded-* headers are believed',
      holds: withSecure({ trustProxy: 'loopback' }),
      not: withSecure({ trustProxy: '10.0.0.1' }),
      sees: hasCookie,
    },
    {
      says: 'Off: behind a TLS-terminating proxy req.secure is false, and a Secure cookie is withheld',
      holds: withSecure({ trustProxy: false }),
      not: withSecure({ trustProxy: 1 }),
      sees: noCookie,
    },
    {
      says: 'Text is read as addresses: "1" is not 1',
      holds: withSecure({ trustProxy: '1' }),
      not: withSecure({ trustProxy: 1 }),
      sees: noCookie,
    },
  ],
  cookieForm: [
    {
      says: 'a function that returns one for each request',
      isNotOfALab:
        'a form of code; that it is called each time is seen in the exported code, and in the lab’s app',
    },
    {
      says: 'In the function form of 1.19 the value ‘auto’ of secure and sameSite is never resolved',
      holds: { options: { cookieForm: 'function', cookie: { secure: 'auto' } }, steps: [login()] },
      not: { options: { cookieForm: 'static', cookie: { secure: 'auto' } }, steps: [login()] },
      sees: noCookie,
    },
  ],
  cookieFunction: [
    {
      says: 'A function of your own that gives the cookie’s settings for each request',
      holds: withFunction('(req) => ({ sameSite: req.method === "POST" ? "strict" : "lax" })'),
      not: withFunction(null),
      sees: hasAttribute({ sameSite: 'strict' }),
    },
    {
      says: 'In its place the cookie settings of the list count for nothing',
      holds: withFunction('() => ({})', { secure: true }),
      not: withFunction(null, { secure: true }),
      sees: hasCookie,
    },
    {
      says: 'express-session asks it for the path at every request',
      holds: withFunction('() => ({ path: "/shop" })'),
      not: withFunction(null),
      sees: noCookie,
    },
    {
      says: 'and for all of them where a session begins',
      isNotOfALab:
        'calls of a function; they are counted in compile-cookie-function.test.ts, by express-session',
    },
    {
      says: 'what is no object is ignored, and what it throws ends the request',
      isNotOfALab: 'seen in compile-cookie-function.test.ts, by express-session',
    },
    {
      says: 'It is code, and runs in a process of its own',
      isNotOfALab: 'where it runs is seen in server/lab/cookie-function.test.ts',
    },
  ],
  cookieEnd: [
    {
      says: 'is written last, where both are set',
      isNotOfALab: 'an order of keys; that it is kept is seen in the exported code, and in the lab’s app',
    },
    {
      says: 'The one that is written last decides when a session ends, and the other nothing',
      holds: { options: twoEnds('expires'), steps: [login()] },
      not: { options: twoEnds('maxAge'), steps: [login()] },
      sees: { lifetime: 'alice', of: 'cookie', ms: { min: hour * 2 } },
    },
  ],
};

function twoEnds(cookieEnd: 'maxAge' | 'expires'): Run['options'] {
  return { cookieEnd, cookie: { maxAge: hour, expires: '2099-01-01T00:00:00Z' } };
}

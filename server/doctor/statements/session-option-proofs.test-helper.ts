import { hasCookie, isLoggedIn, isNobody, login, saysHttps, send } from '../proofs/proof.test-helper.ts';
import { otherSecret, strongSecret } from '../sound.test-helper.ts';
import type { OptionProofs } from './option-proofs.test-helper.ts';
import type { Run } from './statement.test-helper.ts';

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
const ofTwo = (lab: NonNullable<Run['lab']>, steps = comesBack): Run => ({ options: {}, lab, steps });
const omits = { cookies: 'omit' } as const;
const bothAdd = [
  send('/cart/apples', { method: 'POST' }),
  send('/cart/pears', { method: 'POST', browser: 'mallory' }),
];

/** Of the session's own options, and of what stands around it. */
const fromOutside =
  'requests from outside, which no scenario sends; both settings are seen in the lab’s own tests';

export const sessionOptionProofs = {
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
  oneAtATime: [
    { says: 'Makes requests with the same session cookie wait for the one before', lesson: 'one-at-a-time' },
    { says: 'On: they no longer overlap, so none writes over another', lesson: 'one-at-a-time' },
    { says: 'In one process only, and a slow request holds up the rest', lesson: 'one-at-a-time' },
  ],
  instances: [
    {
      says: 'How many of the app there are behind the one address. Requests go to them in turn.',
      holds: ofTwo({ instances: 2 }),
      not: ofTwo({ instances: 1 }),
      sees: { answeredBy: 'next', instance: 2 },
    },
    {
      says: 'More than one: each has a store of its own, so a session is known to the instance that made it only',
      holds: ofTwo({ instances: 2 }),
      not: ofTwo({ instances: 2 }, [...comesBack.slice(0, 1), send('/me'), next]),
      sees: isNobody('next'),
    },
  ],
  sharedStore: [
    {
      says: 'Gives all instances one store together',
      holds: ofTwo({ instances: 2, sharedStore: true }),
      not: ofTwo({ instances: 2, sharedStore: false }),
      sees: isLoggedIn('next'),
    },
    { says: 'On: whichever instance answers finds the session', lesson: 'shared-store' },
  ],
  anyHost: [
    {
      says: 'Answers whatever host name a request from outside says, not 127.0.0.1, localhost and names under it alone.',
      isNotOfALab: fromOutside,
    },
    {
      says: 'On: names of your own that lead to this machine work, and a page whose name is made to lead here (DNS rebinding) can read what the lab answers.',
      isNotOfALab: fromOutside,
    },
  ],
} satisfies Partial<OptionProofs>;

function twoEnds(cookieEnd: 'maxAge' | 'expires'): Run['options'] {
  return { cookieEnd, cookie: { maxAge: hour, expires: '2099-01-01T00:00:00Z' } };
}

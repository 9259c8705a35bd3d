import type { CookieKey } from '../../contract/options/options.ts';
import { hasAttribute, hasCookie, isNobody, login, saysHttps, send } from '../proofs/proof.test-helper.ts';
import type { Proofs, Run } from './statement.test-helper.ts';

const hour = 3_600_000;
const next = send('/me', { id: 'next' });
const visits = (cookie: NonNullable<Run['options']['cookie']>, ...then: Array<typeof next>): Run => ({
  options: { cookie },
  steps: [login({ id: 'login' }), ...then],
});
const overHttps = (
  cookie: NonNullable<Run['options']['cookie']>,
  cookies: 'jar' | 'cross-site' | 'cross-site-link',
): Run => ({
  options: { trustProxy: 1, cookie: { secure: true, ...cookie } },
  steps: [login(saysHttps), send('/me', { id: 'next', cookies, ...saysHttps })],
});
const changesAgain = send('/cart/apples', { method: 'POST', id: 'next' });
const cannotBeWritten = { verdict: 'login', rule: 'cookie-not-serializable' } as const;

/** A setting of the cookie without its proofs does not compile. */
export const cookieOptionProofs: { readonly [Key in CookieKey as `cookie.${Key}`]: Proofs } = {
  'cookie.path': [
    {
      says: 'The cookie goes only to URLs under this path',
      holds: visits({ path: '/login' }, next),
      not: visits({ path: '/' }, next),
      sees: { sent: 'next', present: false },
    },
    {
      says: 'Outside the path there is no req.session at all',
      holds: visits({ path: '/login' }, next),
      not: visits({ path: '/me' }, next),
      sees: { response: 'next', status: 500 },
    },
    {
      says: 'With none, the browser binds the cookie to the folder of the URL that set it',
      rule: 'path-none',
    },
  ],
  'cookie.domain': [
    { says: 'The domain whose hosts, subdomains included, get the cookie', rule: 'domain-wide' },
    {
      says: 'A domain that the host does not belong to',
      holds: visits({ domain: 'example.com' }),
      not: visits({ domain: null }),
      sees: { refused: 'login' },
    },
    {
      says: 'a URL or a port cannot be written, and no cookie is sent',
      holds: visits({ domain: 'http://localhost' }),
      not: visits({ domain: 'example.com' }),
      sees: cannotBeWritten,
    },
  ],
  'cookie.httpOnly': [
    {
      says: 'Hides the cookie from scripts in the page',
      holds: visits({ httpOnly: true }),
      not: visits({ httpOnly: false }),
      sees: hasAttribute({ httpOnly: true }),
    },
    {
      says: 'Off: document.cookie, and so any injected script, can read the session’s cookie',
      lesson: 'http-only',
    },
  ],
  'cookie.secure': [
    {
      says: 'Sends the cookie only over connections that are seen as secure',
      holds: overHttps({ secure: true }, 'jar'),
      not: visits({ secure: true }),
      sees: hasCookie,
    },
    {
      says: 'true on a connection not seen as secure: Set-Cookie is silently withheld',
      holds: visits({ secure: true }),
      not: visits({ secure: false }),
      sees: { response: 'login', setCookie: false },
    },
  ],
  'cookie.sameSite': [
    {
      says: 'Whether the cookie goes along with requests that another site caused',
      holds: overHttps({ sameSite: 'lax' }, 'cross-site'),
      not: overHttps({ sameSite: 'lax' }, 'jar'),
      sees: isNobody('next'),
    },
    {
      says: 'strict: never',
      holds: overHttps({ sameSite: 'Strict' }, 'cross-site-link'),
      not: overHttps({ sameSite: 'lax' }, 'cross-site-link'),
      sees: isNobody('next'),
    },
    {
      says: 'lax: only when the visitor follows a link',
      holds: overHttps({ sameSite: 'LAX' }, 'cross-site'),
      not: overHttps({ sameSite: 'LAX' }, 'cross-site-link'),
      sees: isNobody('next'),
    },
    {
      says: 'none: always',
      holds: overHttps({ sameSite: 'None' }, 'cross-site'),
      not: overHttps({ sameSite: 'lax' }, 'cross-site'),
      sees: { sent: 'next', present: true },
    },
    {
      says: 'but it needs Secure',
      holds: visits({ sameSite: 'none' }),
      not: visits({ sameSite: 'lax' }),
      sees: { refused: 'login' },
    },
    {
      says: 'Another word cannot be written, and no cookie is sent',
      holds: visits({ sameSite: 'laxx' }),
      not: visits({ sameSite: 'LAX' }),
      sees: cannotBeWritten,
    },
  ],
  'cookie.maxAge': [
    {
      says: 'Set: the cookie has Expires',
      holds: visits({ maxAge: hour }),
      not: visits({ maxAge: false }),
      sees: { response: 'login', headers: { 'set-cookie': 'Expires=' } },
    },
    {
      says: 'a changed session sends it anew',
      holds: visits({ maxAge: hour }, changesAgain),
      not: visits({ maxAge: null }, changesAgain),
      sees: { response: 'next', setCookie: true },
    },
    ...(['NaN', 'Infinity'] as const).map((maxAge) => ({
      says: 'NaN and Infinity cannot be written, and no cookie is sent',
      holds: visits({ maxAge }),
      not: visits({ maxAge: 10 * 365 * 24 * hour }),
      sees: cannotBeWritten,
    })),
  ],
  'cookie.expires': [
    {
      says: 'A date from which a session takes, when it begins, how long it may go unused',
      holds: visits({ expires: new Date(Date.now() + hour).toISOString() }),
      not: visits({ expires: new Date(Date.now() + 3 * hour).toISOString() }),
      sees: { lifetime: 'alice', of: 'cookie', ms: { min: 1, max: hour } },
    },
    {
      says: 'A number counts as maxAge does',
      holds: visits({ expires: hour }),
      not: visits({ expires: 2 * hour }),
      sees: { lifetime: 'alice', of: 'cookie', ms: { min: 1, max: hour } },
    },
  ],
  'cookie.partitioned': [
    {
      says: 'it needs Secure',
      holds: visits({ partitioned: true }),
      not: visits({ partitioned: false }),
      sees: { refused: 'login' },
    },
    {
      says: 'An embedded page has a different session on every site that embeds it',
      lesson: 'partitioned',
    },
  ],
  'cookie.priority': [
    {
      says: 'Which cookies a browser drops first when a site has too many',
      isNotOfALab: 'the lab’s browsers drop none',
    },
    {
      says: 'Only the Priority attribute of Set-Cookie',
      holds: visits({ priority: 'High' }),
      not: visits({ priority: null }),
      sees: { response: 'login', headers: { 'set-cookie': 'Priority=High' } },
    },
  ],
};

import { login, visit } from '../requests.ts';
import {
  advice,
  byTest,
  type Flip,
  notOfALab,
  ran,
  type Sentences,
  seen,
  send,
  title,
} from './sentence.test-helper.ts';

const headers = { 'X-Forwarded-Proto': 'https' };
const cookiePath = (path: string) => ({ cookie: { path } });
const signsIn = { send: login() };
const everywhere: Flip = { options: { cookie: { path: '/' } } };
const answered = (path: string) => ({
  options: { cookie: { path } },
  lab: { handler: '(req, res) => res.json({ user: req.session.user ?? null })' },
  steps: [send('/mine', { id: 'mine' })],
});
const isNext = (options: Record<string, unknown>, path = '/views') => ({
  options,
  steps: [send(path), send(path, { id: 'next' })],
});
const comesBack = { verdict: 'next', rule: 'session-found' } as const;

const freshBelow = (path: string) => ({
  options: cookiePath(path),
  steps: [signsIn, { send: login({ id: 'fresh', path: '/login/fresh' }) }],
});
const covers: Flip = { options: { cookie: { path: '/views' } } };

const noDomain: Flip = { options: { cookie: { domain: null } } };
const domains = 'browsers/jar.chromium.test.ts';
const domain = (given: string | null) => ({
  options: { cookie: { domain: given } },
  steps: [{ send: login({ id: 'login' }) }],
});

const forAll: Flip = { options: { cookie: { domain: 'example.com' } } };
const isKnown = { response: 'next', status: 200 } as const;
/** A login at one host, and a visit to another. */
const goesTo = (host: string, next: string, of: string | null = 'example.com') => ({
  options: { cookie: { domain: of } },
  steps: [{ send: login({ id: 'login', host }) }, send('/account', { id: 'next', host: next })],
});

const pathKept: Flip = { steps: { 1: { configure: cookiePath('/views') } } };
const newName: Flip = { steps: { 1: { configure: { name: 'app.sid', ...cookiePath('/') } } } };
const renamed = (patch: Record<string, unknown>) => ({
  options: cookiePath('/views'),
  steps: [send('/views'), { configure: { ...cookiePath('/'), ...patch } }, send('/views', { id: 'next' })],
});
/** Two cookies where the path was another at first. */
const both = (first: string) => ({
  options: cookiePath(first),
  steps: [send('/views'), { configure: cookiePath('/') }, send('/big?kb=1'), send('/views', { id: 'views' })],
});
const outlived = (ms: number) => ({
  options: { cookie: { path: '/views', maxAge: 60_000 } },
  steps: [
    send('/views'),
    { configure: cookiePath('/') },
    send('/big?kb=1'),
    { advance: ms },
    send('/views', { id: 'next' }),
  ],
});
const oldOne: Flip = { steps: { 2: { send: visit('/before', { id: 'elsewhere' }) } } };

const ownName: Flip = { options: { name: 'shop.sid' } };
const staysHere: Flip = { steps: { 1: { send: visit('/views', { id: 'elsewhere' }) } } };
const sameSecret = (name: string) => ({
  options: { secret: ['shared'], name },
  lab: { secondApp: { secret: ['shared'] } },
  steps: [signsIn, send('/views', { app: 'second' }), send('/account', { id: 'back' })],
});

const prefixed = (
  name: string,
  cookie: Record<string, unknown>,
  given: Record<string, string> = headers,
) => ({
  options: { name, trustProxy: 1, cookie },
  steps: [{ send: login({ id: 'login', headers: given }) }, send('/me', { id: 'next', headers: given })],
});
const isRefused = { refused: 'login', reason: 'jar-refused-prefix' } as const;
const keepsPromise: Flip = { options: { cookie: { secure: true } } };

export const cookiePlaceSentences: Readonly<Record<string, Sentences>> = {
  'path-mismatch': [
    title('Outside the cookie’s path'),
    seen(
      'Outside cookie.path the middleware does nothing, so that there is no req.session at all.',
      [4, 5],
      everywhere,
    ),
    seen("`cookie: { path: '/cart' }` is not only an attribute for the browser.", [2, 4], everywhere),
    seen('The middleware looks at it too, and passes by every request to another path:', [4], everywhere),
    seen('handlers there find `req.session` undefined,', [5], everywhere),
    ran(
      'and most of them crash.',
      { response: 'mine', status: 500, body: 'Cannot read properties of undefined' },
      answered('/cart'),
      answered('/mine'),
    ),
    advice(
      "Leave the path at `/`, and mount the middleware where it is needed: `app.use('/shop', session(…))`.",
    ),
  ],
  'path-prefix': [
    title('A path is not a prefix'),
    seen('For the path /v', [2, 4, 5, 6], covers),
    seen('the middleware makes a session at /views,', [1], { options: cookiePath('/w') }),
    seen('and the browser never sends that session’s cookie there.', [4, 5], covers),
    seen('express-session compares texts: `/views` begins with `/v`, so it takes part.', [1], {
      options: cookiePath('/w'),
    }),
    seen('Browsers compare *parts*:', [4, 5], covers),
    ran(
      '`/v` covers `/v` and `/v/1`,',
      { sent: 'fresh', present: true },
      freshBelow('/login'),
      freshBelow('/log'),
    ),
    seen('not `/views`.', [4], covers),
    seen('The cookie is sent, stored, and does not come back to `/views`.', [4, 5], covers),
    ran(
      "So `cookie: { path: '/app' }` begins a new session with every request to `/application`.",
      { sessions: 2 },
      isNext(cookiePath('/vie')),
      isNext(cookiePath('/views')),
    ),
  ],
  'wrong-domain': [
    title('Domain'),
    seen(
      'A cookie whose Domain the host does not belong to is sent by the server and refused by the browser.',
      [2, 3],
      noDomain,
    ),
    byTest(
      'A host may set cookies for itself and for a domain above it: `app.example.com` for `example.com`, and never for `example.org`, nor for a public suffix such as `com` or `co.uk`.',
      domains,
    ),
    seen('With the domain of production on a developer’s machine, nobody can log in.', [2, 3], noDomain),
    ran(
      'Without `domain` a cookie belongs to its host alone, which is the safest.',
      { cookie: 'alice', attributes: { hostOnly: true } },
      domain(null),
      domain('example.com'),
    ),
    byTest('With it, every subdomain gets the cookie, and can put its own in its place.', domains),
  ],
  subdomains: [
    title('Subdomains'),
    seen('A cookie without Domain is sent to its own host alone:', [2, 3], forAll),
    seen('who logs in at one subdomain is nobody at the next.', [3], forAll),
    ran(
      'Without `domain` a cookie belongs to the one host that set it.',
      { cookie: 'alice', host: 'auth.example.com', attributes: { hostOnly: true } },
      goesTo('auth.example.com', 'auth.example.com', null),
      goesTo('auth.example.com', 'auth.example.com'),
    ),
    ran(
      'With `example.com` as its `domain`, set at `auth.example.com`, it goes to `example.com` too,',
      isKnown,
      goesTo('auth.example.com', 'example.com'),
      goesTo('auth.example.com', 'example.com', null),
    ),
    ran(
      'and to every host below it.',
      isKnown,
      goesTo('auth.example.com', 'eu.shop.example.com'),
      goesTo('auth.example.com', 'shop.example.org'),
    ),
    ran(
      '`localhost` and `127.0.0.1` are two hosts as well: who logs in at one of them is not known at the other,',
      { response: 'next', status: 401 },
      goesTo('localhost', '127.0.0.1', null),
      goesTo('localhost', 'localhost', null),
    ),
    ran(
      'and no Domain spans both.',
      { refused: 'login', reason: 'jar-refused-domain' },
      goesTo('127.0.0.1', 'localhost', 'localhost'),
      goesTo('localhost', '127.0.0.1', 'localhost'),
    ),
  ],
  'two-cookies-one-name': [
    title('Two cookies of one name'),
    seen('After cookie.path was changed', [3, 4, 5, 9], pathKept),
    seen('a browser holds two session cookies,', [5, 9], pathKept),
    seen('and the server takes the one with the longer path.', [7], newName),
    seen('A cookie is replaced only by one with the same name, domain *and* path.', [9], pathKept),
    ran(
      'After a deployment that changed the path, visitors carry the old one and the new one, and send both;',
      { jar: 'alice', count: 2 },
      both('/views'),
      both('/'),
    ),
    seen('the longer path comes first, and express-session takes the first.', [7], newName),
    seen('So alice is on her old session at `/views`', [7], newName),
    seen('and on a new one elsewhere,', [4, 5], oldOne),
    ran(
      'for as long as the old cookie lives.',
      { response: 'next', body: '{"views":2}' },
      outlived(1000),
      outlived(61_000),
    ),
    ran(
      'Change the `name` together with the path, and the old cookie is simply ignored.',
      { verdict: 'next', rule: 'no-cookie' },
      renamed({ name: 'app.sid' }),
      renamed({}),
    ),
  ],
  'default-name-shared': [
    title('Two apps on one host'),
    seen('Two apps on one host that both keep the default cookie name', [2, 3, 5, 6], ownName),
    seen('log their visitors out of each other.', [5, 6], staysHere),
    seen('Cookies know a host and a path, and no port.', [3], ownName),
    seen(
      'An app on `localhost:3000` and one on `localhost:4000` share a jar, and both call their cookie `connect.sid`:',
      [3],
      ownName,
    ),
    ran(
      'each overwrites the other’s,',
      { response: 'back', status: 401 },
      sameSecret('connect.sid'),
      sameSecret('shop.sid'),
    ),
    seen('and finds in it a signature that it does not know.', [2, 5], {
      options: { secret: ['the second app’s secret'] },
    }),
    seen('Give each app a `name` of its own.', [2, 3, 5, 6], ownName),
  ],
  'name-prefix': [
    title('A name that promises'),
    ran(
      'A cookie whose name begins with __Host- is refused by the browser',
      isRefused,
      prefixed('__Host-sid', {}),
      prefixed('sid', {}),
    ),
    seen('unless it is Secure,', [2, 4], keepsPromise),
    ran(
      'has Path=/',
      isRefused,
      prefixed('__Host-sid', { secure: true, path: '/login' }),
      prefixed('__Host-sid', { secure: true }),
    ),
    byTest('and no Domain.', domains),
    notOfALab(
      'A server that gets a cookie sees its name and value, and not who set it or how.',
      'RFC 6265bis 8.6: the Cookie header has no more',
    ),
    seen(
      '`__Host-` puts the promise into the name: a browser stores such a cookie only if it came over https,',
      [2],
      keepsPromise,
    ),
    byTest('for this host alone and for all of its paths.', domains),
    byTest('So no subdomain and no page on plain http can plant one.', domains),
    ran(
      '`__Secure-` promises `Secure` alone.',
      comesBack,
      prefixed('__Secure-sid', { secure: true, path: '/' }),
      prefixed('__Secure-sid', {}),
    ),
    ran(
      'What does not hold its promise is dropped without a word to the server,',
      { response: 'login', status: 302, setCookie: true },
      prefixed('__Host-sid', {}),
      prefixed('__Host-sid', { secure: true }, {}),
    ),
    seen('and every request begins a new session.', [4], keepsPromise),
  ],
};

import { rulesAbout, type VerdictInputs } from './verdict-rule.ts';

const signed = ({ secret }: VerdictInputs): string =>
  secret === 0
    ? 'An earlier middleware had read the cookie and found it well signed'
    : `The cookie’s signature fits secret ${secret}`;

/** Where the request's session came from. Inputs: `name` of the cookie, `sid`, `secret` (place from 1; 0: read by an earlier middleware), `secrets`, `path`, `cookiePath`. */
export const sessionRules = rulesAbout('session')({
  'already-present': [
    'left alone',
    'session',
    () => 'An earlier middleware had already put a session on this request.',
  ],
  'store-disconnected': [
    'no session',
    'session: storeReady',
    () => 'The store said that it is disconnected, so this request has no req.session at all.',
  ],
  'path-mismatch': [
    'no session',
    'session: pathname mismatch',
    (i) =>
      `The path ${i['path']} is not under the cookie’s path ${i['cookiePath']}, so there is no req.session here.`,
  ],
  'left-unread': [
    'left unread',
    'the observer',
    (i) =>
      `Left unread: ${i['path']} in the session is a getter or a Proxy, which would notice being read. From here on the observer tells what the store is asked, and neither what is in this session nor which rule decides.`,
  ],
  'no-secret': ['error', 'session', () => 'No secret was given, so the middleware passes on an error.'],
  'no-cookie': [
    'new session',
    'getcookie',
    (i) => `No cookie named ${i['name']} came with the request, so a new session begins.`,
  ],
  'unsigned-cookie': [
    'new session',
    'getcookie',
    (i) =>
      `The cookie ${i['name']} is not a signed one (it does not begin with s:), so it counts as none and a new session begins.`,
  ],
  'signature-invalid': [
    'new session',
    'getcookie: unsigncookie',
    (i) =>
      `${i['secrets'] === 1 ? 'The only secret does not fit' : `None of the ${i['secrets']} secrets fits`} the cookie’s signature, so it counts as no cookie: a new session begins, without any error.`,
  ],
  'session-found': [
    'loaded',
    'session: inflate',
    (i) => `${signed(i)}, and the store has the session: the request gets a copy of all of it.`,
  ],
  'unknown-sid': [
    'new session',
    'session: no session found',
    (i) => `${signed(i)}, but the store has no such session: a new one with a new ID begins.`,
  ],
  'load-failed': [
    'error',
    'session: store.get',
    (i) => `The store could not be read: ${i['message']}. The error goes to Express.`,
  ],
});

export type SessionRule = keyof typeof sessionRules;

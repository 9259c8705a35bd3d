import { login, post, visit } from '../requests.ts';
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

const signedOne = 's%3A1.URKic2jjJiHMQqbKBgRZVm7jOYhI36Flwr%2BYh86Ivr4';
const withSigned = (id: string) => ({
  send: visit('/me', { id, browser: 'mallory', cookies: { edited: `connect.sid=${signedOne}` } }),
});
const bothSigned: Flip = { steps: { 1: withSigned('bare'), 4: withSigned('unsigned') } };
const untampered: Flip = { steps: { 1: { send: visit('/me', { id: 'tampered' }) } } };

const unknownSecret: Flip = { options: { secret: ['nobody knows this one'] } };
const unknownIds: Flip = { options: { genid: 'uuid' } };

const newFirst: Flip = { options: { secret: ['new', 'old'] } };
const oldDropped: Flip = { steps: { 2: { configure: { secret: ['this year’s'] } } } };
const newBehind: Flip = { steps: { 2: { configure: { secret: ['last year’s', 'this year’s'] } } } };

const rolls: Flip = { options: { rolling: true } };
const oldStays: Flip = { steps: { 4: { configure: { secret: ['new', 'old'] } } } };

const oldKept: Flip = { steps: { 1: { configure: { secret: ['new', 'old'] } } } };
const destroyed: Flip = { steps: { ...oldKept.steps, 2: { send: post('/destroy', { id: 'after' }) } } };
const noSecret: Flip = { steps: { 1: { configure: { secret: null } } } };
const neverRestored: Flip = { steps: { 6: { configure: { secret: ['new'] } } } };

const loggedIn = { response: 'next', body: '"user":"johndoe"' };
const nobody = { response: 'next', body: '"user":null' };
const signsIn = { send: login() };
const next = send('/me', { id: 'next' });
/** Alice comes back to other secrets. */
const under = (secret: string[]) => ({
  options: { secret: ['old'] },
  steps: [signsIn, { configure: { secret } }, next],
});
const rotated = (rolling: boolean) => ({
  options: { rolling, secret: ['old'] },
  steps: [
    signsIn,
    { configure: { secret: ['new', 'old'] } },
    send('/me'),
    { configure: { secret: ['new'] } },
    next,
  ],
});

const sameAtStart: Flip = { steps: { 1: { restart: { instance: 1 } } } };
const ownStores: Flip = { lab: { sharedStore: false } };
/** Two instances, of which the first has begun with these secrets; alice logs in there, and goes to the other. */
const twoSecrets = (secret: string[]) => ({
  options: { secret: ['one for both'] },
  lab: { instances: 2, sharedStore: true },
  steps: [
    { restart: { instance: 1, options: { secret } } },
    { send: login({ instance: 1 }) },
    send('/account', { id: 'next', instance: 2 }),
  ],
});

export const secretSentences: Readonly<Record<string, Sentences>> = {
  'unsigned-cookie': [
    title('Signing'),
    seen(
      'An ID alone opens no session: without a signature made with the secret it counts as no cookie.',
      [2, 3, 5, 6],
      bothSigned,
    ),
    setting('johndoe’s session has the ID 1, and mallory has guessed it.'),
    setting('She sends it bare, and then with the `s:` of a signed cookie but no signature:'),
    seen('neither gets her anything.', [3, 6], bothSigned),
    byLesson(
      'The signature is made of the ID and the secret, so that only who knows the secret can make one.',
      'guessable-secret',
    ),
    byLesson('It does not hide the ID,', 'only-an-id-in-the-cookie'),
    byLesson(
      'and it does not help once a whole cookie is stolen: see `cookie-is-the-key`.',
      'cookie-is-the-key',
    ),
  ],
  'tampered-cookie': [
    seen('A tampered cookie is just no cookie', [2, 3, 4], untampered),
    seen(
      'A cookie whose signature does not fit is answered like a first visit: 200, a new session, and no error.',
      [2, 3, 4],
      untampered,
    ),
    byLesson(
      'The signature keeps who does not know the secret from making up session IDs.',
      'guessable-secret',
    ),
    seen(
      'When none of the secrets fits, the middleware goes on as if there had been no cookie.',
      [3, 4],
      untampered,
    ),
    seen('Nothing tells the visitor,', [3], untampered),
    notOfALab(
      'and nothing is logged, unless `DEBUG=express-session` asks for it.',
      'a lab has no such output; getcookie in express-session 1.19 has debug lines alone',
    ),
    ran(
      'A wrong secret in one of two deployments therefore looks like *users are logged out at random*, not like an error.',
      { ...nobody, status: 200 },
      under(['wrong']),
      under(['old']),
    ),
  ],
  'guessable-secret': [
    title('A secret that can be guessed'),
    seen('Whoever knows the secret', [2, 3], unknownSecret),
    seen('and a session’s ID can write a cookie that opens that session.', [2, 3], unknownIds),
    notOfALab(
      '`keyboard cat` is the secret in the documentation, and in thousands of apps.',
      'the README of express-session; a code search on GitHub',
    ),
    seen('With it,', [3], unknownSecret),
    seen('and with IDs that are counted,', [3], unknownIds),
    setting('mallory has never spoken to this app:'),
    seen('she signed the ID 1 at home, and is johndoe.', [3], unknownSecret),
    advice('A secret has at least 32 random bytes, comes from the environment, and is in no repository.'),
    advice('And `genid` is best left alone.'),
  ],
  'several-secrets': [
    title('Several secrets'),
    seen(
      'Of several secrets the first alone signs, so a new secret signs nothing as long as it stands behind the old one.',
      [4, 5],
      newFirst,
    ),
    ran('`secret` may be an array.', loggedIn, under(['new', 'old']), under(['new'])),
    ran(
      'Every one of its secrets is tried on a cookie that comes in;',
      loggedIn,
      under(['new', 'old']),
      under(['new', 'other']),
    ),
    seen('the first one signs what goes out.', [4], newFirst),
    setting('Here the new secret was added at the *end*.'),
    seen('bob’s cookie, made after the change, is still signed with the old one:', [4], newFirst),
    seen('when the old secret goes, bob has lost his session.', [4, 5], newFirst),
    pointer('The right order is `[new, old]`: see `secret-rotation`.'),
  ],
  'secret-rotation': [
    seen('Rotating the secret without logging anybody out', [4, 5], oldDropped),
    seen('A new secret in front of the old one signs new cookies,', [10], newBehind),
    seen('and every cookie signed with the old one stays good.', [4, 5], oldDropped),
    advice('Put the new secret first and keep the old one behind it: `secret: [next, current]`.'),
    seen('The first signs,', [10], newBehind),
    seen('all verify.', [4, 5], oldDropped),
    setting('alice logged in before the change,'),
    seen('and stays logged in.', [4, 5], oldDropped),
    seen('bob, who comes after it, gets a cookie signed with the new one.', [10], newBehind),
    pointer('Drop the old secret when every cookie signed with it has expired: see `secret-dropped`.'),
  ],
  're-signing': [
    title('When an old cookie is signed anew'),
    seen('After a rotation a cookie keeps its old signature until Set-Cookie is sent for it,', [6, 7], rolls),
    seen('which without rolling a reader’s request never does.', [3], rolls),
    seen('A cookie is signed when it is *sent*.', [6], rolls),
    seen(
      'After a rotation, a visitor who only reads may keep one with the old signature for as long as the session lives;',
      [3, 6],
      rolls,
    ),
    seen('dropping the old secret then logs him out.', [6, 7], oldStays),
    advice('Wait out the longest `maxAge`.'),
    advice('Or send the cookie with every response for a while, by `rolling: true`:'),
    ran(
      'each visitor who comes leaves with one signed by the new secret.',
      loggedIn,
      rotated(true),
      rotated(false),
    ),
  ],
  'secret-dropped': [
    title('Dropping the old secret'),
    seen(
      'When a secret is no longer listed, every session whose cookie it signed is lost to its browser,',
      [3, 4],
      oldKept,
    ),
    seen('though the store still has it.', [5, 8], destroyed),
    seen('Replacing the secret logs everybody out at once.', [4], oldKept),
    seen('No error is raised:', [4], noSecret),
    seen('a signature that fits no listed secret counts as no cookie at all.', [3, 4], oldKept),
    seen('The sessions stay in the store,', [5], destroyed),
    seen('and nobody can reach them', [3, 4], oldKept),
    seen('before the secret is listed again.', [8], neverRestored),
    advice(
      'Sometimes that is what is wanted: it is the quickest way to log everybody out and keep the store.',
    ),
  ],
  'secret-made-at-start': [
    title('A secret made anew at each start'),
    seen(
      'When an app makes its secret at each start, a restart logs everybody out, whatever store it has.',
      [4, 5],
      sameAtStart,
    ),
    notOfALab('Nobody can guess `crypto.randomBytes(32)`,', 'how long guessing takes is arithmetic'),
    seen('and after a restart nobody has it any more:', [4], sameAtStart),
    seen('each cookie carries a signature that does not fit, and counts as none.', [4, 5], sameAtStart),
    setting('Here instance 1 is started anew, as in a rolling deploy.'),
    seen('The store is not in that process and still has alice’s session,', [2], ownStores),
    seen('which nothing leads to.', [4], sameAtStart),
    ran(
      'With several instances it fails before any restart, since each makes a secret of its own.',
      { response: 'next', status: 401 },
      twoSecrets(['the first’s own']),
      twoSecrets(['one for both']),
    ),
    advice('Keep one outside of the app,'),
    byLesson('and rotate it as `secret-rotation` does.', 'secret-rotation'),
  ],
};

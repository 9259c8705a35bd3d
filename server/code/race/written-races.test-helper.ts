import { type AnomalyKind, type RaceSpecInput, raceSpecSchema } from '../../contract/races/races.ts';
import { ProblemError } from '../../words/problems.ts';
import { raceTest } from './race-test.ts';

export const words = 'A’s write is lost.\n*/ process.exit(1) //\u2028 process.exit(1)';

export const login = {
  browser: 'alice',
  method: 'POST' as const,
  path: '/login',
  form: { username: 'johndoe', password: 'password' },
};
export const writer = { browser: 'alice', method: 'POST' as const, path: '/cart/apples' };
export const reader = { browser: 'alice', path: '/me' };
const logout = { browser: 'alice', method: 'POST' as const, path: '/logout' };
export const loggedIn = { browsers: ['alice'], before: [{ send: login }] };

/** The file of a race of which that is the example. */
export function written(race: RaceSpecInput, example: string, kind: AnomalyKind = 'lost update'): string {
  const made = raceTest(raceSpecSchema.parse(race), { kind, words, example: example.split(' ') });
  if (!made.ok) throw new ProblemError(made.problems);
  return made.text;
}

export const readerOverWriter = { ...loggedIn, requests: [writer, reader] };
export const readerLast = 'A.load B.load A.work A.save B.work B.save';
const nonAtomicTouch = {
  ...readerOverWriter,
  lab: { store: { kind: 'memory-non-atomic-touch' as const }, options: { resave: false } },
};
const twoWriters = { ...loggedIn, requests: [writer, writer] };

/** Each file with what vitest has to say about it. */
const ofRoutes: Array<[name: string, text: () => string, verdict: 'passed' | 'failed']> = [
  ['a reader writes over a writer', () => written(readerOverWriter, readerLast), 'failed'],
  [
    'the same with resave changed to false by hand',
    () => written(readerOverWriter, readerLast).replace('resave: true', 'resave: false'),
    'passed',
  ],
  [
    'a writer writes over a writer, whatever resave is',
    () => written({ ...twoWriters, lab: { options: { resave: false } } }, readerLast),
    'failed',
  ],
  [
    'writers that save early',
    () => {
      const early = { ...writer, path: '/cart/apples?early=reload' };
      const example = 'A.load B.load A.load B.load A.save B.save A.work B.work';
      return written(
        { ...twoWriters, requests: [early, early], lab: { options: { resave: false } } },
        example,
      );
    },
    'failed',
  ],
  [
    'an app that is put together later',
    () =>
      written(readerOverWriter, readerLast).replace('\nfunction createApp(', '\nasync function createApp('),
    'failed',
  ],
  [
    'two writers one at a time',
    () => written({ ...twoWriters, lab: { oneAtATime: true } }, readerLast),
    'passed',
  ],
  [
    'a reader brings a destroyed session back',
    () =>
      written(
        { ...loggedIn, requests: [logout, reader] },
        'A.load B.load A.work A.destroy B.work B.save',
        'lost delete',
      ),
    'failed',
  ],
  [
    'the same without resave',
    () =>
      written(
        { ...loggedIn, requests: [logout, reader], lab: { options: { resave: false } } },
        'A.load B.load A.work A.destroy B.work B.touch',
        'lost delete',
      ),
    'passed',
  ],
  [
    'two first visits',
    () => {
      const visit = { browser: 'alice', path: '/views' };
      return written(
        { browsers: ['alice'], requests: [visit, visit] },
        'A.work B.work A.save B.save',
        'duplicate session',
      );
    },
    'failed',
  ],
  [
    'a store without touch',
    () => written({ ...readerOverWriter, lab: { store: { kind: 'memory-no-touch' } } }, readerLast),
    'failed',
  ],
  [
    'a touch that sets what it got before another’s save',
    () => written(nonAtomicTouch, 'A.load B.load A.work B.work B.load A.save B.save'),
    'failed',
  ],
  [
    'the same, with the save before the touch',
    () => written(nonAtomicTouch, 'A.load B.load A.work B.work A.save B.load B.save'),
    'passed',
  ],
  [
    'SQLite, the clock moved, an option changed before the race',
    () =>
      written(
        {
          ...readerOverWriter,
          before: [...loggedIn.before, { advance: 1000 }, { configure: { resave: false } }],
          lab: { store: { kind: 'sqlite' }, options: { cookie: { maxAge: 60_000 } } },
        },
        readerLast,
      ),
    'passed',
  ],
  [
    'two browsers with one cookie, which was copied',
    () =>
      written(
        {
          browsers: ['alice', 'bob'],
          before: [...loggedIn.before, { copyCookie: { from: 'alice', to: 'bob' } }],
          requests: [writer, { ...reader, browser: 'bob' }],
        },
        readerLast,
      ),
    'failed',
  ],
  [
    'a handler that was typed in',
    () =>
      written(
        {
          browsers: ['alice'],
          before: [{ send: { ...writer } }],
          handler:
            "async (req, res) => {\n  const { join } = require('node:path');\n  const seen = req.session.seen ?? '';\n  await work(req);\n  req.session.seen = join(seen, 'x');\n  res.send('ok'); // done\n};",
          requests: [
            { browser: 'alice', path: '/mine' },
            { browser: 'alice', path: '/mine' },
          ],
        },
        readerLast,
      ),
    'failed',
  ],
];

/** What a page gives is sent back in every way that there is. */
const guarded = `async (req, res) => {
  const { session } = req;
  if (req.method === 'GET' && !req.query.token) {
    session.token = 'a&"b\\' <c>+ü ';
    session.path = '/mine?a=1';
    const value = session.token.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
    res.set('x-next', session.path + '#' + req.headers.host);
    return res.send('<p><input name=other><input type="hidden" value="' + value + '" name="_csrf"></p> id=42;');
  }
  const sent = [req.query.token, req.body?.token, req.body?.deep?.[0], req.get('x-id')];
  if (req.query.token !== session.token || req.query.a !== '1') return res.status(403).json(sent);
  if (req.method === 'POST' && (req.body.token ?? req.body.deep[0]) !== session.token) return res.status(403).json(sent);
  if (req.get('x-id') !== 'n42') return res.status(403).json(sent);
  await work(req);
  session.seen = (session.seen ?? '') + 'x';
  res.send('ok');
}`;
const csrf = (change: (handler: string) => string = (handler) => handler): RaceSpecInput => {
  const sending = { browser: 'alice', path: '${next}&token=${my-token}', headers: { 'x-id': 'n${id}' } };
  return {
    browsers: ['alice'],
    handler: change(guarded),
    before: [
      {
        send: {
          browser: 'alice',
          path: '/mine',
          capture: {
            'my-token': { field: '_csrf' },
            id: { body: 'id=(\\d+)' },
            next: { header: 'x-next', match: '[^#]+' },
          },
        },
      },
    ],
    requests: [
      { ...sending, method: 'POST', form: { token: '${my-token}' } },
      { ...sending, method: 'POST', json: { deep: ['${my-token}', '$${id}'] } },
    ],
  };
};
const together = (race: RaceSpecInput): RaceSpecInput => ({
  ...race,
  before: race.before?.map((step) => ('send' in step ? { together: [step.send] } : step)),
});
const ofCaptures: typeof ofRoutes = [
  ['values captured by a lone request of a group', () => written(together(csrf()), readerLast), 'failed'],
  ['values captured of a page, as the app asks for them', () => written(csrf(), readerLast), 'failed'],
  [
    'the same where each writes what is there already',
    () =>
      written(
        csrf((handler) => handler.replace("(session.seen ?? '') + 'x'", "'x'")),
        readerLast,
      ),
    'passed',
  ],
];

export const files = [...ofRoutes, ...ofCaptures];

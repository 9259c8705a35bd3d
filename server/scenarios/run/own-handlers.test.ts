import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../contract/scenario/scenario.ts';
import type { VerdictRule } from '../../contract/verdicts/verdict.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import { createRaces } from '../../races/host.ts';
import { sampled } from '../../sampled.test-helper.ts';
import { compare } from '../compare/compare.ts';
import { raceOf } from '../race-of.ts';
import { parseScenario } from '../read/parse.ts';
import { failuresOf } from './run-for-real.test-helper.ts';

const options = { secret: 'any secret', resave: false, saveUninitialized: false };
const send = (id: string, path: string) => ({ send: { id, browser: 'alice', path } });
const verdict = (request: string, rule: VerdictRule) => ({ expect: { verdict: request, rule } });

type Case = { title: string; lab: ScenarioInput['lab']; steps: ScenarioInput['steps'] };

const cases = [
  {
    title: 'a session that is regenerated after the first bytes',
    lab: {
      options: { secret: 'any secret', cookie: { maxAge: 60_000 } },
      handler: [
        '(req, res) => {',
        "  res.write('was ' + req.sessionID);",
        "  req.session.regenerate(() => { req.session.user = 'johndoe'; res.end(' is ' + req.sessionID); });",
        '}',
      ],
    },
    steps: [
      send('first', '/views'),
      send('mine', '/mine'),
      send('next', '/me'),
      verdict('mine', 'headers-out-new-id'),
      { expect: { response: 'mine', setCookie: false } },
      { expect: { stored: 'mine', path: 'user', equals: 'johndoe' } },
      verdict('next', 'unknown-sid'),
    ],
  },
  {
    title: 'a first value that is put in after the first bytes',
    lab: {
      options,
      handler:
        "async (req, res) => { res.write('first '); await work(req); req.session.user = 'johndoe'; res.end(); }",
    },
    steps: [
      send('mine', '/mine'),
      send('again', '/mine'),
      verdict('mine', 'headers-out-new-session'),
      verdict('mine', 'save-new-modified'),
      { expect: { cookie: 'alice', present: false } },
      { expect: { sent: 'again', present: false } },
      { expect: { sessions: 2 } },
    ],
  },
  {
    title: 'a change after the end, in a listener',
    lab: {
      options,
      handler: "(req, res) => { res.on('finish', () => { req.session.late = 'yes'; }); res.end('ok'); }",
    },
    steps: [
      send('first', '/views'),
      send('mine', '/mine'),
      verdict('mine', 'changed-after-end'),
      { expect: { store: 'mine', operation: 'touch' } },
      { expect: { session: 'alice', path: 'late', exists: false } },
    ],
  },
  {
    title: 'a change after the end, after an await',
    lab: {
      options,
      handler: [
        'async (req, res) => {',
        '  res.json({ ok: true });',
        '  await new Promise((done) => setTimeout(done, 50));',
        "  req.session.job = 'done';",
        '}',
      ],
    },
    steps: [
      send('first', '/views'),
      send('mine', '/mine'),
      verdict('mine', 'changed-after-end'),
      { expect: { session: 'alice', path: 'job', exists: false } },
    ],
  },
  ...[
    ['in a timer', "setTimeout(() => { req.session.job = 'done'; }, 40);"],
    ['in an immediate', "setImmediate(() => setImmediate(() => { req.session.job = 'done'; }));"],
    ['when a file is read', "require('node:fs').stat('/', () => { req.session.job = 'done'; });"],
    [
      'when a key is derived',
      "void require('node:crypto').pbkdf2('a', 'b', 200_000, 64, 'sha512', () => { req.session.job = 'done'; });",
    ],
    [
      'when much is packed',
      "void require('node:zlib').gzip(require('node:crypto').randomBytes(4_000_000), () => { req.session.job = 'done'; });",
    ],
    [
      'in a timer that keeps nothing alive',
      "void setTimeout(() => { req.session.job = 'done'; }, 120).unref();",
    ],
    [
      'when a timer that keeps nothing alive is over',
      "new Promise((done) => setTimeout(done, 60).unref()).then(() => { req.session.job = 'done'; });",
    ],
  ].map(
    ([when, code]): Case => ({
      title: `a change after the end, ${when}, at the end of the run`,
      lab: { options, handler: `(req, res) => { res.json({ ok: true }); return ${code} }` },
      steps: [send('first', '/views'), send('mine', '/mine'), verdict('mine', 'changed-after-end')],
    }),
  ),
  {
    title: 'no change after the end, which is known only when the handler is done',
    lab: {
      options,
      handler:
        'async (req, res) => { res.json({ ok: true }); await new Promise((done) => setTimeout(done, 120)); req.session.save(() => {}); }',
    },
    steps: [
      send('first', '/views'),
      send('mine', '/mine'),
      { expect: { verdict: 'mine', rule: 'changed-after-end', present: false } },
    ],
  },
  {
    title: 'the old session put back after regenerate',
    lab: {
      options,
      handler: [
        '(req, res, next) => {',
        '  const kept = req.session;',
        '  kept.userId = 42;',
        '  req.session.regenerate((error) => {',
        '    if (error) return next(error);',
        '    req.session = kept;',
        '    res.json({ id: req.sessionID, sid: req.session.id });',
        '  });',
        '}',
      ],
    },
    steps: [
      send('first', '/views'),
      send('mine', '/mine'),
      send('next', '/views'),
      verdict('mine', 'save-under-other-id'),
      verdict('mine', 'cookie-for-other-id'),
      { expect: { stored: 'first', path: 'userId', equals: 42 } },
      verdict('next', 'unknown-sid'),
    ],
  },
  {
    title: 'a circle in the session',
    lab: {
      options,
      handler:
        "(req, res) => { const user = { name: 'johndoe' }; user.self = user; req.session.user = user; res.json({}); }",
    },
    steps: [
      { fault: { sender: { givesUpAfter: 1000 } } },
      send('first', '/views'),
      send('mine', '/mine'),
      send('next', '/me'),
      verdict('mine', 'nothing-unserializable'),
      { expect: { response: 'mine', failed: true } },
      { expect: { session: 'alice', path: 'views', equals: 1 } },
      { expect: { session: 'alice', path: 'user', exists: false } },
    ],
  },
  {
    title: 'a plain object in the place of the session',
    lab: { options, handler: '(req, res) => { req.session = { userId: 42 }; res.json({}); }' },
    steps: [
      { fault: { sender: { givesUpAfter: 1000 } } },
      send('first', '/views'),
      send('mine', '/mine'),
      verdict('mine', 'nothing-not-a-session'),
      { expect: { response: 'mine', failed: true } },
      { expect: { session: 'alice', path: 'views', equals: 1 } },
    ],
  },
] satisfies Case[];

describe('a handler of one’s own in a scenario', () => {
  it.each(sampled<Case>('own handlers in scenarios', cases, 5))(
    'shows $title',
    async ({ lab, steps }) => expect(await failuresOf(lab, steps)).toEqual([]),
    60_000,
  );

  const counter = [
    'async (req, res) => {',
    '  const seen = req.session.seen ?? 0;',
    '  await work(req);',
    '  req.session.seen = seen + 1;',
    '  res.json({ seen: req.session.seen });',
    '}',
  ];
  const overlapping = () => {
    const parsed = parseScenario(
      JSON.stringify({
        format: 'session-playground/scenario@1',
        title: 'Two of them',
        lab: { options, handler: counter },
        browsers: ['alice'],
        steps: [
          send('first', '/mine'),
          { together: ['A', 'B'].map((id) => ({ id, browser: 'alice', path: '/mine', work: 500 })) },
          { expect: { session: 'alice', path: 'seen', equals: 2 } },
        ],
      }),
    );
    if (!parsed.ok) throw new Error('the scenario is refused');
    return parsed.scenario;
  };

  it('is held in a race at its calls of the store and at work(), as a built-in route is', async () => {
    const made = raceOf(overlapping());
    const races = createRaces();
    try {
      const explored = made.ok ? await races.explore(made.race) : made;
      expect(explored).toMatchObject({
        ok: true,
        result: {
          schedules: { total: 20, exact: true },
          anomalies: [{ kind: 'lost update', schedules: 18 }],
        },
      });
    } finally {
      await races.close();
    }
  }, 60_000);

  it('runs in every combination of a comparison, and in its races', async () => {
    const races = createRaces();
    try {
      const { cells } = await compare(
        { scenario: overlapping(), dimensions: [{ key: 'oneAtATime', values: ['false', 'true'] }] },
        { createPlayground, races },
      );
      expect(cells.map(({ outcome, expectations }) => [outcome.name, expectations[0]?.holds])).toEqual([
        ['lost', true],
        ['no anomaly', false],
      ]);
    } finally {
      await races.close();
    }
  }, 60_000);
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BareComparison } from '../../contract/compare/compare.ts';
import type { RaceResult } from '../../contract/races/races.ts';
import type { ScenarioResult } from '../../contract/scenario/results.ts';
import { runCli } from '../spawn-cli.test-helper.ts';

const examples = join(import.meta.dirname, '../../../examples');
const example = (...path: string[]): string => join(examples, ...path);

async function raced(scenario: string, app: string, ...args: string[]) {
  const { code, stdout, stderr } = await runCli('race', scenario, '--app', app, ...args, '--json');
  expect(stderr).toBe('');
  const result: RaceResult = JSON.parse(stdout);
  return { code, result };
}

describe('race --app', () => {
  it('finds in an app that knows nothing of it the logout that a wrong password undoes', async () => {
    const { code, result } = await raced(example('auth/logout.scenario.json'), example('auth/app.cjs'));
    expect([code, result.schedules.total]).toEqual([1, 6]);
    expect(result.anomalies).toMatchObject([{ kind: 'lost delete', schedules: 2 }]);
    expect(result.app).toMatchObject({
      form: 'an Express app',
      sessions: [{ resave: false, store: 'MemoryStore' }],
      before: [{ method: 'POST', path: '/login', status: 302 }],
      unheld: [{ request: 'wrong', after: 'wrong.load', what: 'crypto.pbkdf2' }],
    });
    expect(result.app?.unheld[0]?.where).toMatch(/auth[/\\]app\.cjs:\d+$/);
  });

  it('races what createApp makes, held where it works', async () => {
    const { code, result } = await raced(example('cart/two-items.scenario.json'), example('cart/app.js'));
    expect([code, result.schedules.total]).toEqual([1, 20]);
    expect(result.anomalies).toMatchObject([{ kind: 'lost update', schedules: 18 }]);
    expect(result.app).toMatchObject({
      form: 'createApp',
      restart: true,
      sessions: [{ store: null }],
      unheld: [],
    });
  });

  it('holds calls of its own modules as steps, and runs each of their orders', async () => {
    const hold = `${example('stock/stock.js')}:*`;
    const { code, result } = await raced(
      example('stock/last-one.scenario.json'),
      example('stock/app.js'),
      '--hold',
      hold,
    );
    expect([code, result.schedules.total, result.verified]).toEqual([1, 16, 16]);
    expect(result.anomalies).toMatchObject([{ kind: 'stale read', schedules: 12 }]);
    expect(result.anomalies[0]?.example.slice(0, 2).sort()).toEqual(['alice.count', 'bob.count']);
    expect(result.app).toMatchObject({ held: [{ hold, steps: ['count', 'take'] }], unheld: [] });
  });

  it('runs every order whole where requests share what the store does not hold, and the app can be set back', async () => {
    const { code, result } = await raced(
      example('notes/two-notes.scenario.json'),
      example('notes/server.js'),
    );
    expect([code, result.schedules.total, result.verified]).toEqual([1, 6, 6]);
    expect(result.anomalies).toMatchObject([{ kind: 'lost update', schedules: 4 }]);
    expect(result.app).toMatchObject({ form: 'a server that listens', restart: true });
    // One note was there before; both are new in every order.
    const numbers = result.outcomes.map(({ responses }) =>
      responses.map(({ body }) => JSON.parse(body).number).sort(),
    );
    expect(new Set(numbers.map(String))).toEqual(new Set(['2,3']));
  });
});

describe('run --app and compare --app', () => {
  let folder: string;
  const cartApp = example('cart/app.js');
  const scenario = async (name: string, steps: unknown[]): Promise<string> => {
    const file = join(folder, `${name}.scenario.json`);
    const format = 'session-playground/scenario@1';
    await writeFile(file, JSON.stringify({ format, title: name, browsers: ['alice'], steps }));
    return file;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'run-app-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('runs its requests over HTTP on the app itself, and tells the verdicts of its own session', async () => {
    const login = {
      browser: 'tj',
      method: 'POST',
      path: '/login',
      form: { username: 'tj', password: 'foobar' },
    };
    const file = join(folder, 'login.scenario.json');
    const steps = [
      { send: { id: 'login', ...login } },
      { expect: { store: 'login', operation: 'save' } },
      { expect: { session: 'tj', path: 'user', equals: 'tj' } },
      { expect: { cookie: 'tj', name: 'sid', attributes: { httpOnly: true } } },
      { expect: { lifetime: 'tj', of: 'cookie', ms: { max: 61_000 } } },
    ];
    const format = 'session-playground/scenario@1';
    await writeFile(file, JSON.stringify({ format, title: 'Login', browsers: ['tj'], steps }));
    const args = ['--set', 'name=sid', '--set', 'cookie.maxAge=60000'];
    const ran = await runCli('run', file, '--app', example('auth/app.cjs'), ...args, '--json');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const result: ScenarioResult = JSON.parse(ran.stdout);
    expect(result.app).toMatchObject({
      form: 'an Express app',
      sessions: [{ name: 'sid', resave: false, store: 'MemoryStore' }],
    });
    // Its options, not those of a lab; its secret stays its own.
    expect(result.config.options).toMatchObject({ resave: false, saveUninitialized: false, name: 'sid' });
    expect(ran.stdout).not.toContain('very secret');
  });

  it('varies the options of its session, in the run and in the race', async () => {
    const file = await scenario('Reader beside a writer', [
      { send: { browser: 'alice', method: 'POST', path: '/cart/pears' } },
      {
        together: [
          { browser: 'alice', method: 'POST', path: '/cart/apples' },
          { browser: 'alice', path: '/cart' },
        ],
      },
    ]);
    const ran = await runCli('compare', file, '--app', cartApp, '--set', 'resave=false,true', '--json');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const { cells }: BareComparison = JSON.parse(ran.stdout);
    expect(cells.map(({ config }) => config.options.resave)).toEqual([false, true]);
    expect(cells.map(({ race }) => race?.anomalies.map(({ kind }) => kind))).toEqual([[], ['lost update']]);
    expect(cells[0]?.outcome.name).not.toBe('lost');
    expect(cells[1]?.outcome.name).toBe('lost');
  });

  it('logs in by a form, and sends the tokens that its pages gave', async () => {
    const [file, app] = [example('csrf/two-items.scenario.json'), example('csrf/app.cjs')];
    const ran = await runCli('run', file, '--app', app);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const { code, result } = await raced(file, app);
    expect([code, result.schedules.total]).toEqual([1, 6]);
    expect(result.anomalies).toMatchObject([{ kind: 'lost update', schedules: 4 }]);
    const other = join(folder, 'other.scenario.json');
    await writeFile(other, (await readFile(file, 'utf8')).replace('"field": "_csrf"', '"field": "none"'));
    for (const command of ['run', 'race']) {
      const told = await runCli(command, other, '--app', app);
      expect([told.code, told.stderr]).toEqual([
        2,
        expect.stringContaining(
          'steps[0].send.capture.token: the response (status 200) has no {"field":"none"}',
        ),
      ]);
    }
  });

  it('says what cannot be varied, and which file cannot be loaded', async () => {
    const file = await scenario('One', [{ send: { browser: 'alice', path: '/cart' } }]);
    const compared = await runCli('compare', file, '--app', cartApp, '--store', 'memory,sqlite');
    expect(compared).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--store memory: the store of an app cannot be changed from outside'),
    });
    const broken = join(folder, 'broken.mjs');
    await writeFile(broken, "throw new Error('no database');");
    const ran = await runCli('run', file, '--app', broken);
    expect([ran.code, ran.stderr]).toEqual([2, `${broken}: it cannot be loaded: no database\n`]);
  });
});

describe('race --app, given an app that', () => {
  let folder: string;
  let scenario: string;
  beforeAll(async () => {
    // In here, so that an app finds express and express-session.
    folder = await mkdtemp(join(import.meta.dirname, '../../../.cache/own-app-'));
    scenario = join(folder, 'two.scenario.json');
    const send = { browser: 'alice', path: '/count' };
    const together = [send, send];
    await writeFile(
      scenario,
      JSON.stringify({
        format: 'session-playground/scenario@1',
        title: 'Two',
        browsers: ['alice'],
        steps: [{ send }, { together }],
      }),
    );
  });
  afterAll(() => rm(folder, { recursive: true }));

  const app = (handler: string): string => `
    import express from 'express';
    import session, { MemoryStore } from 'express-session';
    let hits = 0;
    const app = express();
    app.use(session({ secret: 's', resave: false, saveUninitialized: true, store: new MemoryStore() }));
    app.get('/count', ${handler});
    export default app;
  `;
  const counting = '(req, res) => { req.session.n = (req.session.n ?? 0) + 1; res.json({ hits: ++hits }); }';
  let files = 0;
  async function refused(source: string, ...args: string[]): Promise<string> {
    files += 1;
    const file = join(folder, `app-${files}.mjs`);
    await writeFile(file, source);
    const { code, stdout, stderr } = await runCli('race', scenario, '--app', file, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at /);
    return stderr;
  }

  it.each([
    [
      'throws as it is loaded',
      `throw new Error('no database');`,
      /app-\d+\.mjs: it cannot be loaded: no database/,
    ],
    ['is no code', 'const = 1', /app-\d+\.mjs: it cannot be loaded: /],
    ['ends the process', 'process.exit(3)', 'called process.exit(3)'],
    [
      'has no session',
      `import express from 'express'; export default express();`,
      /app-\d+\.mjs: no session middleware of express-session was made in it/,
    ],
    [
      'has sessions of another kind',
      `import express from 'express'; import cookies from 'cookie-session';
       const app = express(); app.use(cookies({ secret: 's' })); export default app;`,
      /app-\d+\.mjs: its sessions are those of cookie-session, which are not raced/,
    ],
    [
      'makes nothing',
      'export const createApp = () => null;',
      /app-\d+\.mjs: expected createApp to give an Express app/,
    ],
    ['never answers', app('() => {}'), 'neither took a next step nor ended within 2 s'],
    ['never gives control back', app('() => { for (;;); }'), 'did not give control back'],
    [
      'keeps something that cannot be set back',
      app(counting),
      /did not behave the same when replayed.*Does it keep anything outside of the session/,
    ],
  ])('%s, says so', async (_what, source, words) => {
    expect(await refused(source)).toMatch(words);
  });

  it('can be set back by a file of its own, is counted', async () => {
    const reset = join(folder, 'reset.mjs');
    const file = join(folder, 'app-set-back.mjs');
    await writeFile(
      file,
      app(counting).replace(
        'let hits = 0;',
        'export let hits = 0; globalThis.setBack = () => { hits = 0; };',
      ),
    );
    await writeFile(reset, 'export default () => globalThis.setBack();');
    const { result } = await raced(scenario, file, '--reset', reset);
    expect(result.schedules.total).toBe(6);
    expect(result.anomalies).toMatchObject([{ kind: 'lost update', schedules: 4 }]);
  });

  it('names and signs its cookie otherwise, is counted as the built-in one is', async () => {
    const file = join(folder, 'app-own-cookie.mjs');
    const own = app('(req, res) => { req.session.n = (req.session.n ?? 0) + 1; res.send("ok"); }');
    await writeFile(file, own.replace("secret: 's'", "secret: 'quite another', name: 'sid'"));
    const first = join(folder, 'first-visits.scenario.json');
    const visit = { browser: 'alice', path: '/count' };
    const steps = [{ together: [visit, visit] }];
    const format = 'session-playground/scenario@1';
    await writeFile(first, JSON.stringify({ format, title: 'First visits', browsers: ['alice'], steps }));
    const { result } = await raced(first, file);
    // Which of two alike requests is which makes no other outcome.
    expect(result.outcomes).toHaveLength(1);
    expect(result.outcomes[0]).toMatchObject({
      anomaly: 'duplicate session',
      jars: { alice: expect.stringMatching(/^s%3A/) },
    });
    expect(JSON.stringify(result)).not.toContain('quite another');
  });

  it('has a reset that is none, says which file that is', async () => {
    const reset = join(folder, 'no-reset.mjs');
    await writeFile(reset, 'export const nothing = 1;');
    expect(await refused(app(counting), '--reset', reset)).toContain(
      `${reset}: expected a function exported as reset`,
    );
  });

  it('is not there, or whose options are given from outside, says so', async () => {
    const told = async (...args: string[]) => (await runCli('race', scenario, ...args)).stderr;
    expect(await told('--app', join(folder, 'none.mjs'))).toContain('none.mjs: there is no such file');
    expect(await told('--app', scenario, '--set', 'trustProxy=1')).toContain(
      '--set trustProxy=1: trustProxy of an app cannot be changed from outside',
    );
    expect(await told('--app', scenario, '--store', 'sqlite')).toContain(
      'the store of an app cannot be changed',
    );
    expect(await told('--reset', scenario)).toContain('--reset sets back an app');
    expect(await told('--hold', 'pg:query')).toContain('--hold holds functions of an app');
    expect(await told('--app', scenario, '--hold', 'pg')).toContain(
      '--hold pg: expected a module and a function',
    );
    const lesson = await runCli('race', 'reader-undoes-write', '--app', scenario);
    expect([lesson.code, lesson.stderr]).toEqual([
      2,
      expect.stringContaining('lab: an app has its own options'),
    ]);
  });
});

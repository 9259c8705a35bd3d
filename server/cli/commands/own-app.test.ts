import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BareComparison } from '../../contract/compare/compare.ts';
import type { ScenarioResult } from '../../contract/scenario/results.ts';
import { runCli } from '../spawn-cli.test-helper.ts';
import { raced } from './raced.test-helper.ts';

const examples = join(import.meta.dirname, '../../../examples');
const example = (...path: string[]): string => join(examples, ...path);

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

  it('finds in a login by Passport what a change of the session leaves of a logout', async () => {
    const { code, result } = await raced(
      example('passport/logout.scenario.json'),
      example('passport/app.cjs'),
    );
    expect([code, result.schedules.total]).toEqual([1, 10]);
    expect(result.anomalies).toMatchObject([
      { kind: 'lost delete', schedules: 2 },
      { kind: 'duplicate session', schedules: 3 },
    ]);
  });

  it('races an app of Fastify, by its own rules, options and versions', async () => {
    const { code, result } = await raced(
      example('fastify/two-tabs.scenario.json'),
      example('fastify/app.cjs'),
    );
    expect([code, result.schedules, result.verified]).toEqual([1, { total: 6, distinct: 6, exact: true }, 6]);
    expect(result.anomalies).toMatchObject([{ kind: 'lost update', schedules: 2 }]);
    expect(result.app).toMatchObject({
      form: 'a Fastify app',
      sessions: [
        {
          name: 'sessionId',
          package: '@fastify/session',
          rolling: true,
          saveUninitialized: true,
          store: 'MemoryStore',
        },
      ],
    });
    expect(result.app?.sessions[0]).not.toHaveProperty('resave');
    expect(result.versions).toMatchObject({
      fastify: expect.stringMatching(/^5\./),
      fastifySession: expect.stringMatching(/^11\./),
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

  it('holds calls in the races of a comparison, and says that none are held in a run', async () => {
    const hold = ['--hold', `${example('stock/stock.js')}:*`];
    const stock = [example('stock/last-one.scenario.json'), '--app', example('stock/app.js'), ...hold];
    const ran = await runCli('compare', ...stock, '--set', 'resave=false', '--json');
    const { cells }: BareComparison = JSON.parse(ran.stdout);
    expect(cells.map(({ race }) => [race?.total, race?.anomalies.map(({ kind }) => kind)])).toEqual([
      [16, ['stale read']],
    ]);
    expect(await runCli('run', ...stock)).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('run sends each request as it comes, and holds no call'),
    });
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

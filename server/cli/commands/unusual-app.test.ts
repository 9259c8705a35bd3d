import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../spawn-cli.test-helper.ts';
import { raced } from './raced.test-helper.ts';

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
      /app-\d+\.mjs: no session middleware of express-session or @fastify\/session was made in it/,
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

  it('makes a Fastify app anew, is held where it works; options that Fastify’s sessions have none of are refused', async () => {
    const file = join(folder, 'app-fastify.mjs');
    await writeFile(
      file,
      `import fastify from 'fastify';
       import cookie from '@fastify/cookie';
       import { fastifySession } from '@fastify/session';
       export const createApp = async ({ work }) => {
         const app = fastify();
         await app.register(cookie);
         await app.register(fastifySession, { secret: 's'.repeat(32), cookie: { secure: false } });
         app.get('/count', async (request) => {
           const { n = 0 } = request.session;
           await work(request);
           request.session.n = n + 1;
           return 'ok';
         });
         return app;
       };`,
    );
    const { result } = await raced(scenario, file, '--set', 'rolling=false', '--set', 'name=sid');
    expect(result.schedules.total).toBe(20);
    expect(result.anomalies).toMatchObject([{ kind: 'lost update', schedules: 18 }]);
    expect(result.app).toMatchObject({ form: 'createApp', sessions: [{ name: 'sid', rolling: false }] });
    const { code, stderr } = await runCli('race', scenario, '--app', file, '--set', 'resave=true');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('the sessions are those of @fastify/session, which has no resave'),
    ]);
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

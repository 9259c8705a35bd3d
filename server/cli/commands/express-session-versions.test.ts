import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import express from 'express';
import type expressSession from 'express-session';
import inject from 'light-my-request';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ObserverEvent } from '../../contract/events/events.ts';
import { observe } from '../../observer/observe.ts';
import { runCli } from '../spawn-cli.test-helper.ts';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '../../..');
const example = join(root, 'examples/auth');

/** Each minor of the peer dependency, by the name under which it is installed here. */
const minors = [
  ['1.17.3', 'express-session-1.17'],
  ['1.18.2', 'express-session-1.18'],
  ['1.19.0', 'express-session'],
] as const;

/** The next major is on no registry yet: this is the one that is installed, with what its branch `v2` has changed of defaults. */
function nextMajor(folder: string): string {
  const made = join(folder, 'node_modules/express-session');
  cpSync(join(root, 'node_modules/express-session'), made, { recursive: true });
  const changes: Array<[RegExp, string]> = [
    [/deprecate\('undefined resave option.*\n\s*resaveSession = true/, 'resaveSession = false'],
    [
      /deprecate\('undefined saveUninitialized.*\n\s*saveUninitializedSession = true/,
      'saveUninitializedSession = false',
    ],
    [
      /deprecate\('req\.secret; provide secret option'\)/,
      "throw new Error('secret option required for sessions')",
    ],
  ];
  const file = join(made, 'index.js');
  let source = readFileSync(file, 'utf8');
  for (const [before, after] of changes) {
    expect(source).toMatch(before);
    source = source.replace(before, after);
  }
  writeFileSync(file, source);
  return file;
}

describe('express-session with the defaults of its next major', () => {
  const folder = mkdtempSync(join(root, '.cache/next-major-'));
  const file = nextMajor(folder);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is told by them, as a middleware that is given neither resave nor saveUninitialized has them', async () => {
    const verdicts: string[] = [];
    const onEvent = (event: ObserverEvent): void => {
      if (event.type === 'verdict') verdicts.push(`${event.verdict.actual}: ${event.verdict.rule}`);
    };
    const warnings: unknown[] = [];
    const onDeprecation = (error: unknown) => void warnings.push(error);
    process.on('deprecation', onDeprecation);
    onTestFinished(() => void process.off('deprecation', onDeprecation));
    const app = express();
    app.use((req, _res, next) => {
      Object.defineProperty(req, 'connection', { value: req.socket });
      next();
    });
    app.use(observe(require(file) as typeof expressSession, { onEvent })({ secret: 'x' }));
    app.get('/visit', (req, res) => {
      Object.assign(req.session, { seen: true });
      res.end();
    });
    app.get('/look', (_req, res) => res.end());
    await inject(app, '/look');
    const { headers } = await inject(app, '/visit');
    const cookie = String(headers['set-cookie']).split(';', 1)[0] ?? '';
    await inject(app, { url: '/look', headers: { cookie } });
    expect(verdicts).toEqual([
      'new session: no-cookie',
      'nothing: nothing-uninitialized',
      'withheld: no-cookie-for-untouched',
      'new session: no-cookie',
      'saved: save-new-modified',
      'sent: cookie-for-new-modified',
      'loaded: session-found',
      'touched: touch-unmodified',
      'withheld: no-cookie-unmodified',
    ]);
    expect(warnings).toEqual([]);
  });

  it('is raced by them, and they are printed', async () => {
    const app = readFileSync(join(example, 'app.cjs'), 'utf8');
    expect(app).toContain('resave: false');
    writeFileSync(join(folder, 'app.cjs'), app.replace(/\s*resave: false,\s*saveUninitialized: false,/, ''));
    const scenario = join(example, 'logout.scenario.json');
    const { stdout, stderr } = await runCli('race', scenario, '--app', join(folder, 'app.cjs'), '--json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      schedules: { total: 6 },
      anomalies: [{ kind: 'lost delete', schedules: 2 }],
      app: { sessions: [{ resave: false, saveUninitialized: false }] },
    });
  });
});

it('tells what express-session deprecates once, as often as without the observer', () => {
  const session: typeof expressSession = require('express-session');
  const messages: string[] = [];
  const onDeprecation = (error: Error) => void messages.push(error.message);
  process.on('deprecation', onDeprecation);
  onTestFinished(() => void process.off('deprecation', onDeprecation));
  observe(session, { onEvent() {} })({ secret: 'x', saveUninitialized: true });
  expect(messages).toEqual(['undefined resave option; provide resave option']);
});

describe.each(minors)('express-session %s', (version, name) => {
  it('is observed: what it decides, and the rule', async () => {
    expect(require(`${name}/package.json`).version).toBe(version);
    const session: typeof expressSession = require(name);
    const verdicts: string[] = [];
    const onEvent = (event: ObserverEvent): void => {
      if (event.type === 'verdict') verdicts.push(`${event.verdict.actual}: ${event.verdict.rule}`);
    };
    const app = express();
    app.use((req, _res, next) => {
      // express-session asks for it, and light-my-request would warn of that.
      Object.defineProperty(req, 'connection', { value: req.socket });
      next();
    });
    app.use(observe(session, { onEvent })({ secret: 'x', resave: false, saveUninitialized: false }));
    app.get('/visit', (req, res) => {
      Object.assign(req.session, { seen: true });
      res.end();
    });
    app.get('/look', (req, res) => res.end(String('seen' in req.session)));
    const { headers } = await inject(app, '/visit');
    const cookie = String(headers['set-cookie']).split(';', 1)[0] ?? '';
    expect((await inject(app, { url: '/look', headers: { cookie } })).body).toBe('true');
    expect(verdicts).toEqual([
      'new session: no-cookie',
      'saved: save-new-modified',
      'sent: cookie-for-new-modified',
      'loaded: session-found',
      'touched: touch-unmodified',
      'withheld: no-cookie-unmodified',
    ]);
  });

  it('is raced, where an app requires it and where it imports it', async () => {
    const folder = mkdtempSync(join(root, '.cache/version-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'node_modules'));
    const installed = join(root, 'node_modules', name);
    cpSync(installed, join(folder, 'node_modules/express-session'), { recursive: true });
    const app = readFileSync(join(example, 'app.cjs'), 'utf8');
    writeFileSync(join(folder, 'app.cjs'), app);
    const imports = app
      .replaceAll(/const (.*) = require\((.*)\);/g, (_, what, from) => `import ${what} from ${from};`)
      .replace('module.exports = app', 'export default app')
      .replace(/\nif \(require.main.*/, '');
    writeFileSync(join(folder, 'app.mjs'), imports);
    for (const file of ['app.cjs', 'app.mjs']) {
      const scenario = join(example, 'logout.scenario.json');
      const { stdout, stderr } = await runCli('race', scenario, '--app', join(folder, file), '--json');
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({
        schedules: { total: 6 },
        anomalies: [{ kind: 'lost delete', schedules: 2 }],
        versions: { expressSession: version },
      });
    }
  });
});

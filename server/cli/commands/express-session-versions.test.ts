import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import express from 'express';
import type expressSession from 'express-session';
import inject from 'light-my-request';
import { describe, expect, it, onTestFinished } from 'vitest';
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

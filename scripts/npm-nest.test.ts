import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isEverything } from '../server/sampled.test-helper.ts';
import { requireBuild } from './build.ts';
import { inRepository } from './root.ts';

const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];

// It brings 22 MB along, which are too many for every checkout.
describe.runIf(isEverything)('an app of NestJS, in a folder of its own with the packed package', () => {
  it('is raced, run, and recorded by its npm script', async () => {
    requireBuild();
    const folder = mkdtempSync(join(tmpdir(), 'npm-nest-'));
    onTestFinished(() => rmSync(folder, { recursive: true }), 60_000);
    cpSync(inRepository('examples/nest'), folder, { recursive: true });
    const npm = (...args: string[]) => execFileSync('npm', args, { cwd: folder });
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
      cwd: inRepository(),
    });
    npm('pkg', 'set', 'devDependencies.session-playground=file:session-playground-0.1.0.tgz');
    npm('install', ...quietly);
    npm('run', 'build');
    const cli = join(folder, 'node_modules/session-playground/out/main/cli.js');
    const on = (command: string) =>
      spawnSync(
        process.execPath,
        [cli, command, 'two-items.scenario.json', '--app', 'dist/main.js', '--json'],
        { cwd: folder, encoding: 'utf8' },
      );
    const raced = on('race');
    expect(raced.stderr).toBe('');
    expect(JSON.parse(raced.stdout)).toMatchObject({
      schedules: { total: 6, exact: true },
      anomalies: [{ kind: 'lost update', schedules: 4 }],
      app: { form: 'a server that listens', sessions: [{ resave: false, store: 'MemoryStore' }] },
    });
    expect(on('run').status).toBe(0);

    const recorded = spawn(process.execPath, [cli, 'record', '--no-open', '--', 'npm', 'start'], {
      cwd: folder,
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void recorded.kill());
    const said = async (stream: NodeJS.ReadableStream, pattern: RegExp): Promise<RegExpExecArray> => {
      let text = '';
      for await (const chunk of stream.setEncoding('utf8')) {
        text += chunk;
        const found = pattern.exec(text);
        if (found !== null) return found;
      }
      throw new Error(`It ended, and said ${text}`);
    };
    const [[, page, token], [app]] = await Promise.all([
      said(recorded.stderr, /(http:\/\/\S+?)\/#token=([^&\s]+)/),
      said(recorded.stdout, /^http:\/\/127\.0\.0\.1:\d+$/m),
    ]);
    expect((await fetch(`${app}/basket/bread`, { method: 'POST' })).status).toBe(200);
    await expect
      .poll(
        async () => {
          const headers = { authorization: `Bearer ${token}` };
          const { result } = await (await fetch(`${page}/api/recording.state`, { headers })).json();
          return result.data.processes;
        },
        { timeout: 60_000 },
      )
      .toMatchObject([{ name: 'main.js', sessions: [{ storeClass: 'MemoryStore' }] }]);
    const ended = once(recorded, 'exit');
    recorded.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
  }, 300_000);
});

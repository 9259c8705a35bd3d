import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isEverything, sampled } from '../server/sampled.test-helper.ts';
import { requireBuild } from './build.ts';
import { inRepository } from './root.ts';

/** A project of somebody else's, with the package in it as npm installs it. */
const project = mkdtempSync(join(tmpdir(), 'npm-package-'));
const tarball = join(project, 'session-playground-0.1.0.tgz');
const installed = join(project, 'node_modules/session-playground');
const cli = join(installed, 'out/main/cli.js');
const write = (name: string, text: string): void => writeFileSync(join(project, name), text);
const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
const npm = (...args: string[]) => execFileSync('npm', [...args, ...quietly], { cwd: project });
const packages = (): string[] =>
  readdirSync(join(project, 'node_modules'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?:^|node_modules\/)(?:@[^/]+\/)?[^/]+\/package\.json$/.test(path),
  );
let alone = { packages: [''], bytes: 0 };

beforeAll(() => {
  requireBuild();
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', project], {
    cwd: inRepository(),
  });
  write('package.json', '{"type":"module"}');
  npm('install', tarball);
  alone = { packages: packages(), bytes: sizeOf(join(project, 'node_modules')) };
  npm('install', 'express-session@1.19.0', '@types/express-session@1.19.0');
}, 300_000);
afterAll(() => rmSync(project, { recursive: true }), 60_000);

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => statSync(join(folder, path)))
    .reduce((sum, one) => sum + (one.isFile() ? one.size : 0), 0);

const runWith = (node: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(node, args, { cwd: project, encoding: 'utf8' });
  return { status, stdout, stderr };
};
const run = (...args: string[]) => runWith(process.execPath, ...args);

const observing = (ask: string): string =>
  `${ask}
   const events = [];
   const observed = observe(session, { onEvent: (event) => events.push(event.type) });
   const middleware = observed({ secret: 'x', resave: false, saveUninitialized: false });
   console.log(typeof middleware, observed.Store === session.Store, typeof work({}).then);`;

/** How TypeScript finds modules. */
const resolutions = [
  ['node10', 'commonjs', 'cts', ts.ModuleResolutionKind.Node10, ts.ModuleKind.CommonJS],
  ['node16', 'CommonJS', 'cts', ts.ModuleResolutionKind.Node16, ts.ModuleKind.Node16],
  ['node16', 'ES modules', 'mts', ts.ModuleResolutionKind.Node16, ts.ModuleKind.Node16],
  ['nodenext', 'ES modules', 'mts', ts.ModuleResolutionKind.NodeNext, ts.ModuleKind.NodeNext],
  ['bundler', 'ES modules', 'ts', ts.ModuleResolutionKind.Bundler, ts.ModuleKind.ESNext],
] as const;

describe('the npm package', () => {
  it('is small, and brings little along', () => {
    expect(alone.packages.length).toBeGreaterThan(20);
    expect(alone.packages.length).toBeLessThanOrEqual(90);
    expect(alone.bytes).toBeLessThan(10e6);
    expect(alone.packages.filter((path) => /typescript|zod|@trpc|express-session/.test(path))).toEqual([]);
  });

  it('tells registries and tools nothing that is not so', async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, pack: false });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
    const attw = inRepository('node_modules/@arethetypeswrong/cli/dist/index.js');
    const { stdout, stderr, status } = run(attw, tarball, '--no-emoji', '--format', 'ascii');
    expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: '' });
  }, 120_000);

  it('lets an ES module observe its own express-session', () => {
    write(
      'own.js',
      observing(`
        import session from 'express-session';
        import { work } from 'session-playground';
        import { observe } from 'session-playground/observe';`),
    );
    expect(run('own.js')).toEqual({ status: 0, stdout: 'function true function\n', stderr: '' });
  });

  it('lets CommonJS do the same, also where an ES module cannot be required, with the same functions', () => {
    write(
      'own.cjs',
      observing(`
        const session = require('express-session');
        const { work } = require('session-playground');
        const { observe } = require('session-playground/observe');
        import('session-playground/observe').then((other) => console.log(other.observe === observe));`),
    );
    expect(run('--no-experimental-require-module', 'own.cjs')).toMatchObject({
      status: 0,
      stdout: 'function true function\ntrue\n',
    });
  });

  it.each(sampled('resolutions', resolutions, 2))(
    'is typed, its own types checked too, where modules are found as by %s, in %s',
    (name, as, ending, how, module) => {
      const file = join(project, `typed-${name}-${as.replace(' ', '-')}.${ending}`);
      writeFileSync(
        file,
        `import { work } from 'session-playground';
       import { type ObserverEvent, type ObserverSettings, observe } from 'session-playground/observe';
       declare function session(options?: object): () => void;
       declare namespace session { class Store {} class MemoryStore extends Store {} }
       const types: string[] = [];
       const onEvent = (event: ObserverEvent): void => {
         types.push(event.type === 'verdict' ? event.verdict.rule : event.type);
       };
       const requestId: ObserverSettings['requestId'] = (req) => String(req.headers['x-id'] ?? req.url);
       export const observed: typeof session = observe(session, { onEvent, requestId });
       export const waited: Promise<void> = work({});
       observe(session, { onEvnt: () => {} });
       observe(() => {}, { onEvent });
       work();`,
      );
      const program = ts.createProgram([file], {
        ...{
          module,
          moduleResolution: how,
          target: ts.ScriptTarget.ES2022,
          strict: true,
          noEmit: true,
          types: [],
        },
        ...{ skipLibCheck: false, exactOptionalPropertyTypes: true, ignoreDeprecations: '6.0' },
      });
      const told = ts.getPreEmitDiagnostics(program).map((one) => {
        const line = one.file?.getLineAndCharacterOfPosition(one.start ?? 0).line ?? -1;
        return `${one.file?.fileName === file ? line + 1 : one.file?.fileName}: ${ts.flattenDiagnosticMessageText(one.messageText, ' ')}`;
      });
      expect(told).toEqual([
        expect.stringMatching(/^12: .*onEvnt/),
        expect.stringMatching(/^13: .*Store/),
        expect.stringMatching(/^14: Expected 1 arg/),
      ]);
    },
  );

  it('takes the function of express-session as it is typed, and gives it back as that', () => {
    write(
      'own.ts',
      `import session from 'express-session';
       import type { IncomingMessage } from 'node:http';
       import { observe } from 'session-playground/observe';
       const requestId = (req: IncomingMessage): string => String(req.socket.remotePort);
       export const observed: typeof session = observe(session, { onEvent() {}, requestId });`,
    );
    const compilerOptions = { module: 'nodenext', strict: true, noEmit: true, types: ['node'] };
    write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['own.ts'] }));
    const { stdout } = run(inRepository('node_modules/typescript/bin/tsc'), '-p', '.', '--pretty', 'false');
    expect(stdout).toBe('');
  }, 60_000);

  it('runs the example of docs/observe.md, which prints what stands there', async () => {
    const page = readFileSync(inRepository('docs/observe.md'), 'utf8');
    const [, example = '', printed = ''] = /```js\n([\s\S]*?)```[\s\S]*?```\n([\s\S]*?)```/.exec(page) ?? [];
    write('example.js', example);
    const child = spawn(process.execPath, ['example.js'], {
      cwd: project,
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const next = async () => String((await lines.next()).value);
      const port = /^listening on (\d+)$/.exec(await next())?.[1];
      await fetch(`http://127.0.0.1:${port}/`);
      const expected = printed.trim().split('\n');
      const seen: string[] = [];
      while (seen.length < expected.length) seen.push(await next());
      expect(seen).toEqual(expected);
    } finally {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    }
  });

  it('has the command line', () => {
    expect(run(cli, '--version')).toMatchObject({ status: 0, stdout: '0.1.0\n' });
    expect(run(cli, 'no-such-command').status).toBe(2);
    expect(run(cli, 'run', 'view-counter')).toMatchObject({ status: 0, stderr: '' });
  });

  it('races an app as the README has it', () => {
    const [, scenario = ''] =
      /```json\n([\s\S]*?)```/.exec(readFileSync(join(installed, 'README.md'), 'utf8')) ?? [];
    write('two-logins.scenario.json', scenario);
    write(
      'app.js',
      `import express from 'express';
       import session from 'express-session';
       const app = express();
       app.use(session({ secret: 'x', resave: false, saveUninitialized: true }));
       app.get('/', (req, res) => res.send('hello'));
       export default app;`,
    );
    const { status, stdout, stderr } = run(cli, 'race', 'two-logins.scenario.json', '--app', './app.js');
    expect({ status, stderr }, stdout).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('express-session 1.19.0');
    expect(run(cli, 'doctor', 'app.js').status).toBe(1);
  });

  it('holds its `work` in an app, whichever copy of it that has', () => {
    cpSync(inRepository('examples/prices'), join(project, 'prices'), { recursive: true });
    cpSync(join(installed, 'out/library/index.cjs'), join(project, 'prices/copy.cjs'));
    const app = readFileSync(join(project, 'prices/app.js'), 'utf8');
    write('prices/copied.js', app.replace("'session-playground'", "'./copy.cjs'"));
    for (const file of ['app.js', 'copied.js']) {
      const scenario = 'prices/two-orders.scenario.json';
      const { stdout } = run(cli, 'race', scenario, '--app', `prices/${file}`, '--json');
      expect(JSON.parse(stdout)).toMatchObject({
        schedules: { total: 20 },
        anomalies: [{ kind: 'lost update', schedules: 18 }],
      });
      expect(stdout).toContain('apples.work');
    }
  });

  it('leaves the desktop shell out, and offers nothing but its entries', () => {
    expect(readdirSync(join(installed, 'out')).sort()).toEqual(['library', 'main', 'renderer', 'schema']);
    const files = readdirSync(join(installed, 'out/main'));
    expect(files).toEqual(expect.arrayContaining(['lab-worker.js', 'race-worker.js', 'relay.js']));
    expect(files).not.toContain('main.js');
    write('inside.js', `import 'session-playground/out/main/cli.js';`);
    expect(run('inside.js').stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  // Each brings a Node of its own along, of 40 MB.
  it.runIf(isEverything).each(['20.19.0', '22.23.3', '24.0.0'])(
    'runs on Node %s',
    (version) => {
      const runtime = `node-${process.platform}-${process.arch}`;
      const folder = join(project, 'nodes', version);
      mkdirSync(folder, { recursive: true });
      execFileSync('npm', ['install', '--prefix', folder, `${runtime}@${version}`, ...quietly]);
      const node = join(folder, 'node_modules', runtime, 'bin/node');
      cpSync(inRepository('examples/auth'), join(project, 'auth'), { recursive: true });
      expect(runWith(node, '--version').stdout).toBe(`v${version}\n`);
      expect(runWith(node, 'own.js').stdout).toBe('function true function\n');
      expect(runWith(node, 'own.cjs').stdout).toBe('function true function\ntrue\n');
      expect(runWith(node, cli, 'run', 'view-counter')).toMatchObject({ status: 0 });
      const raced = runWith(node, cli, 'race', 'auth/logout.scenario.json', '--app', 'auth/app.cjs');
      expect(raced).toMatchObject({ status: 1, stdout: expect.stringContaining('2 of 6 orders') });
      cpSync(inRepository('examples/stock'), join(project, 'stock'), { recursive: true });
      const files = ['stock/last-one.scenario.json', '--app', 'stock/app.js', '--hold', './stock/stock.js:*'];
      const held = runWith(node, cli, 'race', ...files);
      if (version.startsWith('20.')) expect(held.stderr).toContain('can be held from Node 22.15 on');
      else expect(held.stdout).toContain('12 of 16 orders');
    },
    300_000,
  );
});

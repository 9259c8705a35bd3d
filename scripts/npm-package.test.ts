import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireBuild } from './build.ts';
import { inRepository } from './root.ts';

/** A project of somebody else's, with the package in it as npm would publish it. */
const project = mkdtempSync(join(tmpdir(), 'npm-package-'));
const installed = join(project, 'node_modules/session-playground');
const write = (name: string, text: string): void => writeFileSync(join(project, name), text);

beforeAll(() => {
  requireBuild();
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', project], {
    cwd: inRepository(),
  });
  mkdirSync(join(project, 'node_modules/@types'), { recursive: true });
  execFileSync('tar', ['xzf', 'session-playground-0.1.0.tgz', '-C', 'node_modules'], { cwd: project });
  execFileSync('mv', ['node_modules/package', installed], { cwd: project });
  const others = readdirSync(inRepository('node_modules')).filter((name) => !name.startsWith('.'));
  for (const name of others) {
    if (name === '@types') continue;
    symlinkSync(inRepository('node_modules', name), join(project, 'node_modules', name));
  }
  for (const name of ['node', 'express', 'express-session']) {
    symlinkSync(inRepository('node_modules/@types', name), join(project, 'node_modules/@types', name));
  }
  write('package.json', '{"type":"module"}');
}, 120_000);
afterAll(() => rmSync(project, { recursive: true }));

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  return { status, stdout, stderr };
};

describe('the npm package', () => {
  it('lets an ES module observe its own express-session', () => {
    write(
      'own.js',
      `import session from 'express-session';
       import { observe } from 'session-playground/observe';
       const events = [];
       const observed = observe(session, { onEvent: (event) => events.push(event.type) });
       const middleware = observed({ secret: 'x', resave: false, saveUninitialized: false });
       console.log(typeof middleware, observed.Store === session.Store);`,
    );
    expect(run('own.js')).toEqual({ status: 0, stdout: 'function true\n', stderr: '' });
  });

  it('lets CommonJS do the same', () => {
    write(
      'own.cjs',
      `const { observe } = require('session-playground/observe');
       console.log(typeof observe(require('express-session'), { onEvent() {} }));`,
    );
    expect(run('own.cjs')).toMatchObject({ status: 0, stdout: 'function\n' });
  });

  it('is typed', () => {
    write(
      'own.ts',
      `import session from 'express-session';
       import { type ObserverEvent, observe } from 'session-playground/observe';
       const types: string[] = [];
       const onEvent = (event: ObserverEvent): void => { types.push(event.type); };
       export const observed: typeof session = observe(session, { onEvent });`,
    );
    write(
      'wrong.ts',
      `import session from 'express-session';
       import { observe } from 'session-playground/observe';
       observe(session, { onEvnt: () => {} });`,
    );
    const compilerOptions = { module: 'nodenext', strict: true, noEmit: true, types: ['node'] };
    write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['own.ts', 'wrong.ts'] }));
    const { stdout } = run(inRepository('node_modules/typescript/bin/tsc'), '-p', '.', '--pretty', 'false');
    expect(stdout).toMatch(/^wrong\.ts\(3,\d+\): .*onEvnt.*\n$/);
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
    expect(run(join(installed, 'out/main/cli.js'), '--version')).toMatchObject({
      status: 0,
      stdout: '0.1.0\n',
    });
    expect(run(join(installed, 'out/main/cli.js'), 'no-such-command').status).toBe(2);
  });

  it('leaves the desktop shell out, and offers nothing but its entries', () => {
    expect(readdirSync(join(installed, 'out')).sort()).toEqual(['main', 'renderer', 'schema', 'types']);
    const files = readdirSync(join(installed, 'out/main'));
    expect(files).toEqual(expect.arrayContaining(['lab-worker.js', 'race-worker.js', 'relay.js']));
    expect(files).not.toContain('main.js');
    write('inside.js', `import 'session-playground/out/main/cli.js';`);
    expect(run('inside.js').stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });
});

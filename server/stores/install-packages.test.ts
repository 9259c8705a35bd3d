import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type StoreKind, storeKinds } from '../contract/stores/store-kinds.ts';
import { eventually } from '../eventually.test-helper.ts';
import { installPackages } from './install-packages.ts';
import { folderName } from './installed-folder.ts';
import { missingPackages, packagesFor } from './project-packages.ts';

let folders: string;
const temporary = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'store-packages-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};
beforeEach(async () => {
  folders = await temporary();
});
const installed = (kind: StoreKind) => join(folders, folderName(kind));

/** From here on `npm` is this program. */
async function standIn(body: string): Promise<void> {
  const folder = await temporary();
  await writeFile(join(folder, 'npm'), `#!${process.execPath}\n${body}`);
  await chmod(join(folder, 'npm'), 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`);
  onTestFinished(() => void vi.unstubAllEnvs());
}

/** Puts a package of each name and version that it is asked for where npm does. */
const obliging = `
const { mkdirSync, writeFileSync } = require('node:fs');
const asked = process.argv.slice(3).filter((arg) => !arg.startsWith('--'));
writeFileSync('asked.json', JSON.stringify(process.argv.slice(2)));
for (const each of asked) {
  const [, name, version] = /^(.+)@(.+)$/.exec(each);
  mkdirSync('node_modules/' + name, { recursive: true });
  writeFileSync('node_modules/' + name + '/package.json', JSON.stringify({ name, version }));
  writeFileSync('node_modules/' + name + '/index.js', 'exports.version = ' + JSON.stringify(version));
  console.error('npm http fetch GET 200 https://registry.example/' + name + ' 12ms');
}`;

it('are those of the versions that the tests run with', async () => {
  const { devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  const pinned = Object.assign({}, ...Object.values(storeKinds).map(({ packages }) => packages));
  expect(devDependencies).toMatchObject(pinned);
});

describe.skipIf(process.platform === 'win32')('packages of a store, on asking', () => {
  it('are installed whole, in the versions that are meant, without their scripts', async () => {
    await standIn(obliging);
    const heard: number[] = [];
    const onProgress = ({ fetched }: { fetched: number }) => heard.push(fetched);
    expect(missingPackages('redis', '/', installed('redis'))).toEqual([
      'connect-redis',
      'redis',
      'express-session',
    ]);
    const { folder } = await installPackages('redis', { onProgress }, folders);
    expect(folder).toBe(installed('redis'));
    const asked: string[] = JSON.parse(await readFile(join(folder, 'asked.json'), 'utf8'));
    expect(asked).toEqual(
      expect.arrayContaining([
        'install',
        '--ignore-scripts',
        ...Object.entries(storeKinds.redis.packages).map(([name, version]) => `${name}@${version}`),
      ]),
    );
    expect(heard.at(-1)).toBe(3);
    expect(missingPackages('redis', '/', folder)).toEqual([]);
    const { redis } = await packagesFor('redis', '/', folder);
    expect(redis).toMatchObject({ version: storeKinds.redis.packages['redis'] });
    expect(await readdir(folders)).toEqual([folderName('redis')]);
  });

  it('are not taken where the project has its own', async () => {
    await standIn(obliging);
    const { folder } = await installPackages('redis', {}, folders);
    const { redis } = await packagesFor('redis', process.cwd(), folder);
    expect(redis).toHaveProperty('createClient');
  });

  it('leave nothing where npm fails, and its words are said', async () => {
    await standIn(`
      require('node:fs').mkdirSync('node_modules/redis', { recursive: true });
      console.error('npm error code E404\\nnpm error 404 Not Found - redis@6.3.1');
      process.exit(1);`);
    await expect(installPackages('redis', {}, folders)).rejects.toThrow(
      'what Redis (connect-redis) is opened with is not installed: 404 Not Found - redis@6.3.1',
    );
    expect(await readdir(folders)).toEqual([]);
  });

  it('leave nothing where npm says that all is well and left one out', async () => {
    await standIn(obliging.replace('for (const each of asked)', 'for (const each of asked.slice(1))'));
    await expect(installPackages('redis', {}, folders)).rejects.toThrow('npm left out connect-redis');
    expect(await readdir(folders)).toEqual([]);
  });

  it('leave nothing where it is given up, and whatever npm has started ends', async () => {
    const pids = join(await temporary(), 'pids');
    await standIn(`
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      process.on('SIGTERM', () => {});
      require('node:fs').writeFileSync(${JSON.stringify(pids)}, process.pid + ' ' + child.pid);
      setInterval(() => {}, 1000);`);
    const giveUp = new AbortController();
    const work = installPackages('redis', { signal: giveUp.signal }, folders);
    work.catch(() => {});
    const started = await eventually(async () => {
      const found = (await readFile(pids, 'utf8')).split(' ').map(Number);
      expect(found).toHaveLength(2);
      return found;
    });
    giveUp.abort();
    await expect(work).rejects.toThrow('it was given up');
    expect(await readdir(folders)).toEqual([]);
    const isRunning = (pid: number): boolean => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await eventually(() => expect(started.filter(isRunning)).toEqual([]));
  });

  it('need a npm, and a folder of the user’s own', async () => {
    vi.stubEnv('PATH', folders);
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(installPackages('redis', {}, folders)).rejects.toThrow('there is no npm here');
    await expect(installPackages('redis', {}, null)).rejects.toThrow('in which nobody else can write');
    await expect(installPackages('memory', {}, folders)).rejects.toThrow('it needs no packages');
    expect(await readdir(folders)).toEqual([]);
  });
});

it('are installed by the real npm, and open the store', { timeout: 180_000 }, async () => {
  const { folder } = await installPackages('memorystore', {}, folders);
  const { memorystore } = await packagesFor('memorystore', '/', folder);
  expect(typeof memorystore?.['default']).toBe('function');
});

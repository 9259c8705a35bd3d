import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppImageUpdater, NoOpLogger, NsisUpdater } from 'electron-updater';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../server/eventually.test-helper.ts';
import type { Memory } from './memory.ts';
import { canRenew, createUpdates, isWorkshop, type Updater, type UpdateSettings } from './updates.ts';

const folder = mkdtempSync(join(tmpdir(), 'updates-'));
// Electron's own network is not here: electron-updater's other executor, with what the first one adds to it.
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { NodeHttpExecutor } = fromBuilder('builder-util');
const { configureRequestOptions, configureRequestUrl } = fromBuilder('builder-util-runtime');
type Cancel = (
  start: (resolve: (path: string) => void, reject: (error: unknown) => void, onCancel: unknown) => void,
) => unknown;
type Download = { headers: object; cancellationToken: { createPromise: Cancel } };
const httpExecutor = Object.assign(new NodeHttpExecutor(), {
  download: (from: URL, destination: string, options: Download) =>
    options.cancellationToken.createPromise((resolve, reject, onCancel) => {
      const request = { headers: options.headers };
      configureRequestUrl(from, request);
      configureRequestOptions(request);
      const callback = (error: unknown) => (error ? reject(error) : resolve(destination));
      httpExecutor.doDownload(
        request,
        { destination, options, onCancel, callback, responseHandler: null },
        0,
      );
    }),
});

const installer = 'the new app';
const feed = { version: '0.2.0', sha512: '', answers: true };
const server = createServer((req, res) => {
  if (!feed.answers) return void res.writeHead(500).end();
  if (!req.url?.includes('.yml')) return void res.end(installer);
  const { version, sha512 } = feed;
  const file = `url: app-${version}.AppImage, sha512: '${sha512}', size: ${installer.length}`;
  res.end(
    `version: ${version}\nfiles:\n  - {${file}}\nreleaseNotes: <p>What is new</p>\nreleaseDate: '2026-01-01'\n`,
  );
});
let url = '';
writeFileSync(join(folder, 'app-update.yml'), 'updaterCacheDirName: cache\n');
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  Object.assign(feed, {
    version: '0.2.0',
    sha512: createHash('sha512').update(installer).digest('base64'),
    answers: true,
  });
});

/** electron-updater itself, at version 0.1.0, with all of Electron that it asks for; nothing is ever installed. */
function realUpdater(Kind: typeof AppImageUpdater | typeof NsisUpdater = AppImageUpdater): Updater {
  const updater = new Kind(null, {
    version: '0.1.0',
    name: 'session-playground',
    isPackaged: true,
    appUpdateConfigPath: join(folder, 'app-update.yml'),
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: async () => {},
    relaunch: () => {},
    quit: () => {},
    onQuit: () => {},
  });
  Object.assign(updater, { httpExecutor, quitAndInstall: vi.fn() });
  updater.setFeedURL({ provider: 'generic', url });
  updater.forceDevUpdateConfig = true;
  updater.logger = new NoOpLogger();
  return updater;
}

function start(answers: number[] = [], changes: Partial<UpdateSettings> = {}) {
  let kept: Partial<ReturnType<Memory['read']>> = {};
  const memory: Memory = {
    read: () => ({
      ...{
        bounds: null,
        isMaximized: false,
        theme: 'system',
        recent: [],
        looksForUpdates: true,
        lookedAt: 0,
      },
      ...kept,
    }),
    write: async (more) => {
      kept = { ...kept, ...more };
    },
  };
  const asked: unknown[] = [];
  const updater = changes.updater ?? realUpdater();
  const settings: UpdateSettings = {
    updater,
    dialog: {
      showMessageBox: async (...args: unknown[]) => {
        asked.push(args.at(-1));
        return { response: answers.shift() ?? 1, checkboxChecked: false };
      },
    },
    window: () => null,
    memory,
    shutdown: { restart: async (go) => go(() => {}) },
    isWorkshop: false,
    now: () => 1_000_000_000_000,
    ...changes,
  };
  return { updates: createUpdates(settings), asked, memory, updater };
}
const said = (asked: unknown[]): unknown[] => asked.map((one) => Reflect.get(Object(one), 'message'));

describe('a newer version', () => {
  it('is told with its notes; nothing is fetched or installed unasked', async () => {
    const { updates, asked, updater } = start([1]);
    const fetched = vi.spyOn(updater, 'downloadUpdate');
    await updates.ask();
    expect(asked).toMatchObject([{ message: 'Version 0.2.0 is there', detail: 'What is new' }]);
    expect(fetched).not.toHaveBeenCalled();
    expect(updater.autoInstallOnAppQuit).toBe(false);
  });

  it.each([
    ['now, when one says so and the app may end', [0, 0], true, 1],
    ['not now, when the app is to stay', [0, 0], false, 0],
    ['when the app ends, when one says later', [0, 1], true, 0],
  ])('is fetched, and installed %s', async (_, answers, mayEnd, times) => {
    vi.stubEnv('APPIMAGE', join(folder, 'app-0.1.0.AppImage'));
    const restart: UpdateSettings['shutdown']['restart'] = async (go) => {
      if (mayEnd) go(() => {});
    };
    const { updates, asked, updater } = start(answers, { shutdown: { restart } });
    await updates.ask();
    vi.unstubAllEnvs();
    expect(said(asked)).toEqual(['Version 0.2.0 is there', 'Version 0.2.0 was fetched']);
    expect(updater.quitAndInstall).toHaveBeenCalledTimes(times);
    expect(updater.autoInstallOnAppQuit).toBe(true);
  });

  it('is told where the installer refuses, and the app ends all the same', async () => {
    vi.stubEnv('APPIMAGE', join(folder, 'app-0.1.0.AppImage'));
    const leave = vi.fn();
    const { updates, asked, updater } = start([0, 0, 0], { shutdown: { restart: async (go) => go(leave) } });
    vi.mocked(updater.quitAndInstall).mockImplementation(() => {
      Reflect.apply(EventEmitter.prototype.emit, updater, [
        'error',
        new Error('pkexec: Not authorized\nmore'),
      ]);
    });
    await updates.ask();
    vi.unstubAllEnvs();
    await eventually(() => expect(leave).toHaveBeenCalledOnce());
    expect(asked.at(-1)).toMatchObject({ message: 'It was not installed', detail: 'pkexec: Not authorized' });
  });

  it('is refused where another has signed it', async () => {
    writeFileSync(join(folder, 'app-update.yml'), 'updaterCacheDirName: windows\npublisherName: [Ours]\n');
    const windows = realUpdater(NsisUpdater);
    const verify = vi.fn(async () => 'signed by Theirs');
    Object.assign(windows, { verifyUpdateCodeSignature: verify, disableDifferentialDownload: true });
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { updates, asked, updater } = start([0], { updater: windows });
    await updates.ask();
    expect(verify).toHaveBeenCalledWith(['Ours'], expect.any(String));
    expect(asked.at(-1)).toMatchObject({
      message: 'No newer version could be had',
      detail: expect.stringMatching(/not signed by the application owner: signed by Theirs/),
    });
    expect(updater.quitAndInstall).not.toHaveBeenCalled();
    quiet.mockRestore();
    writeFileSync(join(folder, 'app-update.yml'), 'updaterCacheDirName: cache\n');
  });

  it('is refused where what was fetched is not what was announced', async () => {
    feed.sha512 = createHash('sha512').update('another').digest('base64');
    vi.stubEnv('APPIMAGE', join(folder, 'app-0.1.0.AppImage'));
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { updates, asked, updater } = start([0]);
    await updates.ask();
    expect(asked.at(-1)).toMatchObject({
      message: 'No newer version could be had',
      detail: expect.stringMatching(/checksum mismatch/),
    });
    expect(updater.quitAndInstall).not.toHaveBeenCalled();
    quiet.mockRestore();
    vi.unstubAllEnvs();
  });
});

describe('the same version, an older one, and a feed that is broken', () => {
  it.each(['0.1.0', '0.0.9'])('%s is no newer one', async (version) => {
    feed.version = version;
    const { updates, asked } = start();
    await updates.ask();
    expect(said(asked)).toEqual(['This is the newest version']);
  });

  it('is told where one asked, and only noted else', async () => {
    feed.answers = false;
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { updates, asked } = start();
    await updates.askDaily();
    expect(asked).toEqual([]);
    expect(quiet).toHaveBeenCalledWith('updates:', expect.stringMatching(/500/));
    await updates.ask();
    expect(said(asked)).toEqual(['No newer version could be had']);
    quiet.mockRestore();
  });
});

it('of a copy of which nothing can be asked, it is not said that it is the newest', async () => {
  const { updates, asked, updater } = start();
  vi.spyOn(updater, 'checkForUpdates').mockResolvedValue(null);
  await updates.ask();
  expect(said(asked)).toEqual(['This copy does not renew itself']);
});

describe('looking by itself', () => {
  it('is done once a day', async () => {
    const { updates, asked, memory } = start();
    await updates.askDaily();
    await updates.askDaily();
    expect(asked).toHaveLength(1);
    expect(memory.read().lookedAt).toBe(1_000_000_000_000);
  });

  it('is not done where it was switched off, in a workshop, or by a copy that cannot be renewed', async () => {
    const off = start();
    await off.memory.write({ looksForUpdates: false });
    const all = [off, start([], { isWorkshop: true }), start([], { updater: null })];
    for (const { updates, asked } of all) {
      await updates.askDaily();
      expect(asked).toEqual([]);
    }
    const unable = start([], { updater: null });
    await unable.updates.ask();
    expect(said(unable.asked)).toEqual(['This copy does not renew itself']);
  });

  it('knows a workshop by a switch or the environment, and a released copy by its feed', () => {
    expect(isWorkshop(['app', '--workshop'], {})).toBe(true);
    expect(isWorkshop(['app'], { SESSION_PLAYGROUND_WORKSHOP: '1' })).toBe(true);
    expect(isWorkshop(['app'], {})).toBe(false);
    const portable = { PORTABLE_EXECUTABLE_FILE: 'E:\\portable.exe' };
    const copies = [
      canRenew(folder, {}),
      canRenew(join(folder, 'elsewhere'), {}),
      canRenew(folder, portable),
    ];
    expect(copies).toEqual([true, false, false]);
  });
});

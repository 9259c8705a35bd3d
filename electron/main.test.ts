import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { eventually } from '../server/eventually.test-helper.ts';
import { channels } from './bridge.ts';
import { createFakeElectron } from './fake-electron.test-helper.ts';

const userData = mkdtempSync(join(tmpdir(), 'shell-'));
const { electron, contents, events, kept, windowOptions } = createFakeElectron(userData);
const close = vi.fn(async () => {});
const started: unknown[] = [];
const startApp = async (settings: unknown) => {
  started.push(settings);
  return {
    url: 'http://127.0.0.1:4173/#token=secret',
    labUrl: 'http://127.0.0.1:5000/',
    versions: { node: '24.0.0', express: '5.3.0', expressSession: '1.19.0' },
    close,
  };
};
vi.doMock('electron', () => electron);
vi.doMock('../server/index.ts', async () => ({
  startApp,
  ...(await import('../server/scenarios/consent/write-whole.ts')),
}));

Object.defineProperty(process, 'resourcesPath', { value: userData });
const sandboxed = once(events, 'sandboxed');
const listened: unknown[] = [];
const onProcess = vi.spyOn(process, 'on').mockImplementation((name) => {
  listened.push(name);
  return process;
});
const loaded = once(events, 'loaded');
const opened = once(events, 'window');
await import('./main.ts');
onProcess.mockRestore();
const [url] = await loaded;
const [window] = await opened;

afterAll(() => rmSync(userData, { recursive: true }));

/** Whether something that happens in the page's contents is prevented. */
const isPrevented = (name: string, details: object): boolean => {
  let prevented = false;
  contents.emit(name, {
    preventDefault: () => {
      prevented = true;
    },
    ...details,
  });
  return prevented;
};

describe('the desktop app', () => {
  it('opens its own page, with the token in the fragment', () => {
    expect(started).toEqual([
      {
        pageDir: expect.stringMatching(/renderer$/),
        spawnChild: expect.any(Function),
        // Beside the app it could not be written.
        workspace: join(userData, 'workspace.json'),
      },
    ]);
    expect(url).toBe('http://127.0.0.1:4173/#token=secret');
  });

  it('keeps the page away from Node and the machine', async () => {
    await sandboxed;
    expect(windowOptions).toEqual([
      expect.objectContaining({
        show: false,
        backgroundColor: '#15161a',
        webPreferences: expect.objectContaining({
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          nodeIntegrationInWorker: false,
          webSecurity: true,
          webviewTag: false,
          preload: expect.stringMatching(/preload\.cjs$/),
        }),
      }),
    ]);
  });

  it('denies new windows, webviews, and going anywhere else', () => {
    expect(kept.get('window-open')?.({ url: 'https://example.com' })).toEqual({ action: 'deny' });
    expect(isPrevented('will-attach-webview', {})).toBe(true);
    expect(isPrevented('will-navigate', { url: 'https://example.com/' })).toBe(true);
    expect(isPrevented('will-redirect', { url: 'https://example.com/' })).toBe(true);
    expect(isPrevented('will-frame-navigate', { isMainFrame: false })).toBe(true);
    expect(isPrevented('will-navigate', { url: 'http://127.0.0.1:4173/' })).toBe(false);
  });

  it('denies permissions, devices and whatever is remote', () => {
    const answer = vi.fn();
    const requestingUrl = 'http://127.0.0.1:4173/';
    kept.get('permission-request')?.(contents, 'media', answer, { requestingUrl });
    kept.get('permission-request')?.(contents, 'clipboard-sanitized-write', answer, { requestingUrl });
    kept.get('permission-request')?.(contents, 'fullscreen', answer, { requestingUrl });
    kept.get('permission-request')?.(contents, 'fullscreen', answer, {
      requestingUrl: 'https://example.com/',
    });
    kept.get('before-request')?.({ url: 'https://example.com/a.js' }, answer);
    expect(answer.mock.calls).toEqual([[false], [true], [true], [false], [{ cancel: true }]]);
    expect(kept.get('permission-check')?.(contents, 'geolocation', requestingUrl)).toBe(false);
    expect(kept.get('device-permission')?.({})).toBe(false);
  });

  it('answers the page on its channels', async () => {
    for (const channel of Object.values(channels)) expect(kept.has(channel)).toBe(true);
    const senderFrame = { url: 'http://127.0.0.1:4173/', parent: null };
    await kept.get(channels.setTheme)?.({ senderFrame }, 'light');
    expect(electron.nativeTheme.themeSource).toBe('light');
  });

  it('says so where a link cannot be opened, from the menu or from the page, and goes on', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(electron.shell, 'openExternal').mockRejectedValue(new Error('No application for it\nmore'));
    const said = vi.spyOn(electron.dialog, 'showMessageBox');
    const exited = vi.fn();
    events.once('exited', exited);
    const menu = z
      .array(z.looseObject({ label: z.string(), submenu: z.array(z.unknown()) }))
      .parse(kept.get('menu')?.());
    const link = z
      .object({ label: z.literal('express-session: issues'), click: z.custom<() => void>() })
      .parse(
        menu.at(-1)?.submenu.find((item) => Reflect.get(Object(item), 'label') === 'express-session: issues'),
      );
    link.click();
    await eventually(() => expect(said).toHaveBeenCalledOnce());
    const senderFrame = { url: 'http://127.0.0.1:4173/', parent: null };
    await kept.get(channels.openExternal)?.({ senderFrame }, 'lab');
    expect(said.mock.calls.map(([, asked]) => asked)).toEqual(
      Array(2).fill(
        expect.objectContaining({ message: 'The link could not be opened', detail: 'No application for it' }),
      ),
    );
    expect(quiet).toHaveBeenCalledTimes(2);
    expect(exited).not.toHaveBeenCalled();
    events.off('exited', exited);
    quiet.mockRestore();
  });

  it('keeps dumps of crashes on this machine', () => {
    expect(kept.get('crash-reporter')?.()).toEqual({ uploadToServer: false });
  });

  it('hears of what nobody caught, and of signals', () => {
    expect(listened).toEqual(
      expect.arrayContaining(['uncaughtException', 'unhandledRejection', 'SIGINT', 'SIGTERM']),
    );
  });

  it('ends in order when its window is closed, and remembers where that was', async () => {
    if (!(window instanceof EventEmitter)) throw new Error('expected a window');
    const exited = once(events, 'exited');
    const preventDefault = vi.fn();
    window.emit('close', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(await exited).toEqual([0]);
    expect(close).toHaveBeenCalledOnce();
    expect(JSON.parse(readFileSync(join(userData, 'window.json'), 'utf8'))).toEqual({
      bounds: { x: 10, y: 20, width: 1100, height: 700 },
      isMaximized: false,
      theme: 'light',
      recent: [],
      looksForUpdates: true,
      lookedAt: 0,
    });
  });
});

/**
 * Stands for the module `electron`, so that the packed shell runs where Electron's runtime is not: its own main file and
 * preload, in Node, over real Chromium. It shows what the shell does and in which order. It cannot show native menus and
 * their keys, native dialogs, what Electron makes of real signals, `ready-to-show` and full screen on a real display,
 * fuses, files inside an archive, and worlds apart in the page: e2e/desktop.spec.ts does, wherever a runtime is.
 */
import { EventEmitter } from 'node:events';
import { z } from 'zod';
import { StandInApp } from './app.ts';
import { StandInWindow, windows } from './browser-window.ts';
import { type Chromium, launchChromium } from './cdp.ts';
import { startControl } from './control.ts';
import type { Surroundings } from './web-contents.ts';

export { utilityProcess } from './utility.ts';

type Handler = (...args: unknown[]) => unknown;
const handlers = new Map<string, Handler>();
const keep = (name: string) => (handler: Handler | null) => void (handler && handlers.set(name, handler));

let chromium: Promise<Chromium> | null = null;
export const app = new StandInApp(async () => {
  await (await chromium)?.close();
  await control.mayEnd();
});
const launch = (): Promise<Chromium> => {
  const command = z.array(z.string()).parse(JSON.parse(process.env['STAND_IN_CHROMIUM'] ?? '[]'));
  chromium ??= launchChromium(command, `${app.getPath('userData')}/chromium`).then((launched) => {
    control.tell('chromium', launched.endpoint);
    return launched;
  });
  return chromium;
};

export const ipcMain = Object.assign(new EventEmitter(), {
  handle: (channel: string, handler: Handler) => handlers.set(`invoke ${channel}`, handler),
});
export const nativeTheme = Object.assign(new EventEmitter(), {
  themeSource: 'system',
  shouldUseDarkColors: false,
});
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };
export const session = {
  defaultSession: {
    setPermissionRequestHandler: keep('permissionRequest'),
    setPermissionCheckHandler: keep('permissionCheck'),
    setDevicePermissionHandler: keep('devicePermission'),
    setSpellCheckerEnabled: () => {},
    webRequest: { onBeforeRequest: keep('onBeforeRequest') },
  },
};

const control = startControl({ app, windows, nativeTheme });
const around: Surroundings = { chromium: launch, handlers, ipcMain, tell: control.tell };
export class BrowserWindow extends StandInWindow {
  constructor(options: unknown) {
    super(options, around, app);
  }
}
export const { dialog, Menu, shell, clipboard } = control;
export const crashReporter = { start: () => {} };

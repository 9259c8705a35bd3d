import { EventEmitter } from 'node:events';

type Handler = (...args: unknown[]) => unknown;

export type FakeElectron = {
  /** What stands for the module. */
  electron: {
    nativeTheme: { themeSource: string };
    shell: { openExternal: (url: string) => Promise<void> };
    dialog: { showMessageBox: (...args: unknown[]) => Promise<{ response: number }> };
  };
  contents: EventEmitter;
  /** `sandboxed`, `window`, `loaded`, `exited`. */
  events: EventEmitter;
  /** Handlers that were set, by what they are for. */
  kept: ReadonlyMap<string, Handler>;
  windowOptions: readonly unknown[];
};

/** Stands in for the module `electron`, and keeps what it was told, so that the boot can be run without a runtime. */
export function createFakeElectron(userData: string): FakeElectron {
  const events = new EventEmitter();
  const kept = new Map<string, Handler>();
  const windowOptions: unknown[] = [];
  const keep =
    (name: string) =>
    (handler: Handler): void => {
      kept.set(name, handler);
    };

  const contents = Object.assign(new EventEmitter(), {
    send: () => {},
    setWindowOpenHandler: keep('window-open'),
  });
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    commandLine: { hasSwitch: () => false },
    getPath: () => userData,
    getVersion: () => '0.1.0',
    enableSandbox: () => events.emit('sandboxed'),
    requestSingleInstanceLock: () => true,
    setAboutPanelOptions: () => {},
    setAppUserModelId: () => {},
    addRecentDocument: () => {},
    clearRecentDocuments: () => {},
    whenReady: async () => {},
    quit: () => app.emit('before-quit', { preventDefault: () => {} }),
    exit: (code: number) => events.emit('exited', code),
  });

  class BrowserWindow extends EventEmitter {
    readonly webContents = contents;
    constructor(options: unknown) {
      super();
      windowOptions.push(options);
      events.emit('window', this);
      app.emit('web-contents-created', {}, contents);
    }
    loadURL = async (url: string): Promise<void> => {
      events.emit('loaded', url);
    };
    isDestroyed = (): boolean => false;
    getNormalBounds = () => ({ x: 10, y: 20, width: 1100, height: 700 });
    isMaximized = (): boolean => false;
    isMinimized = (): boolean => false;
    focus = (): void => {};
    show = (): void => {};
    setBackgroundColor = (): void => {};
  }

  const electron = {
    app,
    BrowserWindow,
    dialog: { showMessageBox: async () => ({ response: 0 }) },
    clipboard: {},
    crashReporter: { start: (options: unknown) => kept.set('crash-reporter', () => options) },
    ipcMain: { on: () => {}, handle: (channel: string, handler: Handler) => kept.set(channel, handler) },
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: unknown) => kept.set('menu', () => menu),
    },
    nativeTheme: Object.assign(new EventEmitter(), { themeSource: 'system', shouldUseDarkColors: true }),
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: keep('permission-request'),
        setPermissionCheckHandler: keep('permission-check'),
        setDevicePermissionHandler: keep('device-permission'),
        webRequest: { onBeforeRequest: keep('before-request') },
      },
    },
    shell: { openExternal: async () => {} },
    utilityProcess: {},
  };
  return { electron, contents, events, kept, windowOptions };
}

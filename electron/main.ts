import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  session,
  shell,
  utilityProcess,
} from 'electron';
import type { Workshop } from '../server/contract/scenario/catalogue.ts';
import { setUpAbout } from './about.ts';
import { menuChannel } from './bridge.ts';
import { setUpPageCrash, setUpUncaught } from './crash.ts';
import { openFile, saveFile } from './files.ts';
import { openFolder } from './folder.ts';
import { setUpIpc } from './ipc.ts';
import { openExternal } from './links.ts';
import { createMemory } from './memory.ts';
import { menuTemplate } from './menu.ts';
import { setUpContents, setUpSandbox, setUpSession } from './security.ts';
import { developmentAddress, type Served, serveApp, servedElsewhere } from './serve.ts';
import { setUpShutdown } from './shutdown.ts';
import { setUpSingleInstance } from './single-instance.ts';
import { createUnsaved } from './unsaved.ts';
import { utilitySpawner } from './utility.ts';
import { bringToFront, createWindow, rememberPlace } from './window.ts';

let window: BrowserWindow | null = null;
let served: Served | null = null;

const memory = createMemory(join(app.getPath('userData'), 'window.json'));
const beside = (path: string): string => join(import.meta.dirname, path);
const unsaved = createUnsaved(dialog, () => window);
const shutdown = setUpShutdown(app, {
  mayQuit: unsaved.mayQuit,
  close: async () => {
    if (window && !window.isDestroyed()) await rememberPlace(window, memory);
    await served?.close();
  },
  timeout: 4000,
});

async function serve(preferredPort: number): Promise<Served> {
  const address = developmentAddress(app.isPackaged, process.env);
  if (address !== null) return servedElsewhere(address);
  const { startApp } = await import('../server/index.ts');
  const settings = {
    pageDir: beside('../renderer'),
    spawnChild: utilitySpawner(utilityProcess),
    workspace: beside('workspace.json'),
  };
  return serveApp(startApp, settings, preferredPort);
}

const readWorkshop = async (folder: string): Promise<Workshop> =>
  (await import('../server/index.ts')).readWorkshop(folder);

async function boot(): Promise<void> {
  const running = await serve(memory.read().port);
  served = running;
  const { origin, port } = new URL(running.url);
  if (running.versions) void memory.write({ port: Number(port) });

  setUpContents(app, origin);
  setUpSession(session.defaultSession, origin);
  setUpAbout(app, running.versions, process.versions['electron'] ?? '');

  const opened = createWindow(memory, beside('../preload/preload.cjs'));
  window = opened;
  const loadPage = (): Promise<void> => opened.loadURL(running.url);
  const follow = (link: Parameters<typeof openExternal>[1]): Promise<void> =>
    openExternal(shell, link, running.labUrl());

  setUpIpc(ipcMain, origin, {
    openFile: (kind) => openFile(dialog, opened, kind),
    openFolder: () => openFolder(dialog, opened, readWorkshop),
    saveFile: (file) => saveFile(dialog, opened, file),
    openExternal: follow,
    setUnsaved: async (what) => unsaved.set(what),
    setTheme: async (theme) => {
      nativeTheme.themeSource = theme;
      await memory.write({ theme });
    },
  });
  const menu = menuTemplate({
    platform: process.platform,
    isDevelopment: !app.isPackaged,
    onAction: (action) => opened.webContents.send(menuChannel, action),
    onLink: (link) => void follow(link),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
  setUpPageCrash(app, dialog, opened, loadPage);
  opened.on('close', (event) => {
    if (shutdown.isOver()) return;
    event.preventDefault();
    app.quit();
  });
  await loadPage();
}

setUpSandbox(app);
setUpUncaught(process, dialog, shutdown.quitNow);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => shutdown.quitNow(0));
const isOnlyInstance = setUpSingleInstance(app, () => {
  if (window) bringToFront(window);
});
if (isOnlyInstance) {
  // Not awaited here: the app gets ready only after this file has run to its end.
  void app.whenReady().then(boot);
} else {
  shutdown.quitNow(0);
}

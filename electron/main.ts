import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  clipboard,
  crashReporter,
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
import { createFailed } from './asking.ts';
import { filesChannel, menuChannel } from './bridge.ts';
import { setUpContextMenu } from './context-menu.ts';
import { setUpPageCrash, setUpUncaught } from './crash.ts';
import { openFile, readBounded, saveFile } from './files.ts';
import { openFolder } from './folder.ts';
import { createHandedFiles, setUpHandedFiles } from './handed-files.ts';
import { setUpIpc } from './ipc.ts';
import { openExternal } from './links.ts';
import { createLog, diagnostics, logErrors } from './log.ts';
import { createMemory, createPageMemory } from './memory.ts';
import { menuTemplate } from './menu.ts';
import { refuseWithoutProfile, setUpProfile, tellOfProfile } from './profile.ts';
import { createRecent } from './recent.ts';
import {
  isWithoutSandbox,
  refuseWithoutSandbox,
  setUpContents,
  setUpSandbox,
  setUpSession,
} from './security.ts';
import { developmentAddress, type Served, serveApp, servedElsewhere } from './serve.ts';
import { endAtSignals, setUpShutdown } from './shutdown.ts';
import { setUpSingleInstance } from './single-instance.ts';
import { createUnsaved } from './unsaved.ts';
import { canRenew, createUpdates, isWorkshop, type Updates } from './updates.ts';
import { utilitySpawner } from './utility.ts';
import { createWindow, rememberPlace } from './window.ts';
import { bringToFront } from './window-bounds.ts';
import { setUpWindowEnd } from './window-end.ts';

let window: BrowserWindow | null = null;
let served: Served | null = null;
let updates: Updates | null = null;

const profile = setUpProfile(app, (remove) => process.once('exit', remove));
const inUserData = (...path: string[]): string => join(profile.folder, ...path);
const beside = (path: string): string => join(import.meta.dirname, path);
const memory = createMemory(inUserData('window.json'));
const pageMemory = createPageMemory(inUserData('page.json'));
const log = createLog(inUserData('logs', 'app.log'));
const unsaved = createUnsaved(dialog, () => window);
const failed = createFailed(dialog, () => window);
const recent = createRecent(app, memory, () => setUpMenu());
const files = createHandedFiles(async (path) => {
  await app.whenReady();
  const opened = await readBounded(path);
  if (opened.status === 'opened') recent.add(path);
  return opened;
});
const shutdown = setUpShutdown(app, {
  mayQuit: unsaved.mayQuit,
  // What cannot be remembered keeps nothing from being closed.
  close: async () => {
    const placed = window && !window.isDestroyed() ? rememberPlace(window, memory) : null;
    await Promise.allSettled([placed, served?.close()]);
  },
  timeout: 4000,
});

async function serve(): Promise<Served> {
  const address = developmentAddress(app.isPackaged, process.env);
  if (address !== null) return servedElsewhere(address);
  const { startApp } = await import('../server/index.ts');
  const settings = {
    pageDir: beside('../renderer'),
    spawnChild: utilitySpawner(utilityProcess),
    workspace: inUserData('workspace.json'),
  };
  return serveApp(startApp, settings);
}

const readWorkshop = async (folder: string): Promise<Workshop> =>
  (await import('../server/index.ts')).readWorkshop(folder);

const follow = (link: Parameters<typeof openExternal>[1]): Promise<void> =>
  openExternal(shell, link, served?.labUrl() ?? null).catch(failed('The link could not be opened'));

function comeToFront(): void {
  if (window) bringToFront(window);
}

/** On macOS a window that was closed is only hidden, and no `activate` comes with a file. */
function hand(path: string): void {
  comeToFront();
  files.hand(path).catch(failed('The file could not be opened'));
}

function versions(): Record<string, string | undefined> {
  const { electron, chrome, node } = process.versions;
  return { 'session-playground': app.getVersion(), ...served?.versions, electron, chrome, node };
}

function setUpMenu(): void {
  const template = menuTemplate({
    platform: process.platform,
    isDevelopment: !app.isPackaged,
    recent: recent.read(),
    onRecent: (path) => (path === null ? recent.clear() : hand(path)),
    onAction: (action) => {
      comeToFront();
      // In a text field it is the field's; the page looks whether one has the focus.
      if (action === 'undo' || action === 'redo') window?.webContents[action]();
      window?.webContents.send(menuChannel, action);
    },
    onLink: (link) => void follow(link),
    help: [
      {
        id: 'look-for-updates',
        label: 'Look for a newer version…',
        click: () => void updates?.ask().catch(failed('No newer version could be had')),
      },
      {
        id: 'daily-updates',
        label: 'Look for one every day',
        type: 'checkbox',
        checked: memory.read().looksForUpdates,
        click: ({ checked }) => void memory.write({ looksForUpdates: checked }),
      },
      { id: 'show-logs', label: 'Show logs', click: () => shell.showItemInFolder(log.path) },
      {
        id: 'copy-diagnostics',
        label: 'Copy diagnostics',
        click: () => clipboard.writeText(diagnostics(versions(), log)),
      },
    ],
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

async function prepareUpdates(): Promise<Updates> {
  const renewable = app.isPackaged && canRenew(process.resourcesPath, process.env);
  return createUpdates({
    updater: renewable ? (await import('electron-updater')).autoUpdater : null,
    dialog,
    window: () => window,
    memory,
    shutdown,
    isWorkshop: isWorkshop(process.argv, process.env),
    now: Date.now,
  });
}

async function boot(): Promise<void> {
  endAtSignals(process, shutdown.quitNow);
  const running = await serve();
  served = running;
  const { origin } = new URL(running.url);

  setUpContents(app, origin);
  setUpSession(session.defaultSession, origin);
  setUpAbout(app, running.versions, process.versions['electron'] ?? '');
  const opened = createWindow(memory, beside('../preload/preload.cjs'));
  window = opened;
  const calls = {
    openFile: (kind) => openFile(dialog, opened, kind, recent.add),
    openFolder: () => openFolder(dialog, opened, readWorkshop),
    saveFile: (file) => saveFile(dialog, opened, file, recent.add),
    openExternal: follow,
    setUnsaved: async (what) => unsaved.set(what),
    setTheme: async (theme) => {
      nativeTheme.themeSource = theme;
      await memory.write({ theme });
    },
    keep: ({ name, text }) => pageMemory.write({ [name]: text }),
    takeFiles: async () => files.take(),
  } satisfies Parameters<typeof setUpIpc>[2];
  setUpIpc(ipcMain, origin, calls, pageMemory.read);
  files.onWaiting(() => opened.webContents.send(filesChannel));
  setUpMenu();
  setUpContextMenu(opened.webContents, (template) =>
    Menu.buildFromTemplate(template).popup({ window: opened }),
  );
  setUpPageCrash(app, dialog, opened);
  setUpWindowEnd(app, opened, { platform: process.platform, shutdown, unsaved });
  await opened.loadURL(running.url);
  tellOfProfile(profile, dialog, opened).catch(failed('What is not kept could not be said'));
  updates = await prepareUpdates();
  updates.askDaily().catch(failed('No newer version could be had'));
}

const isRefused = isWithoutSandbox(app);
if (!isRefused) setUpSandbox(app);
crashReporter.start({ uploadToServer: false });
logErrors(log, console);
// So that there is one to show, where nothing went wrong yet.
log.write(`session-playground ${app.getVersion()} starts`);
if (profile.instead !== null)
  log.write(`${profile.instead} cannot be written: nothing is remembered of this start.`);
setUpUncaught(process, dialog, shutdown);
// Windows groups windows, and shows notices and jump lists, by it; as `appId` in electron-builder.yml.
if (process.platform === 'win32') app.setAppUserModelId('org.session-playground.app');
if (isRefused) {
  void app.whenReady().then(() => refuseWithoutSandbox(dialog, shutdown.quitNow));
} else if (!profile.isWritable) {
  void app.whenReady().then(() => refuseWithoutProfile(profile, dialog, shutdown.quitNow));
} else if (setUpSingleInstance(app, comeToFront, hand)) {
  setUpHandedFiles(app, hand, app.isPackaged ? process.argv : []);
  // Not awaited here: the app gets ready only after this file has run to its end.
  void app.whenReady().then(boot);
} else {
  shutdown.quitNow(0);
}

import type { EventEmitter } from 'node:events';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import type { StandInWindow } from './browser-window.ts';

export type Item = { id?: string; label?: string; submenu?: Item[]; click?: () => void };
type Held = { app: EventEmitter; windows: StandInWindow[]; nativeTheme: { themeSource: string } };

/** The person before the window, whom the test plays: answers dialogs, chooses from the menu, and hears what is told. */
export function startControl({ app, windows, nativeTheme }: Held) {
  const answers = new Map<string, unknown[]>();
  let menu: Item[] = [];
  let end = { promise: Promise.resolve(), resolve: () => {} };
  const tell = (what: string, details: unknown): void => {
    process.send?.({ what, details });
  };
  app.once('quit', () => tell('ending', ''));
  const ask =
    (kind: string, cancelled: (options: Record<string, unknown>) => object) =>
    async (...args: Record<string, unknown>[]): Promise<unknown> => {
      const options = args.at(-1) ?? {};
      // A sheet on a hidden window is not seen.
      const isSeen = windows[0] === undefined || (windows[0].isVisible() && !windows[0].isMinimized());
      tell('dialog', { kind, isSeen, ...options });
      return answers.get(kind)?.shift() ?? cancelled(options);
    };
  const find = (id: string, items: Item[] = menu): Item | undefined =>
    items.map((item) => (item.id === id ? item : find(id, item.submenu ?? []))).find(Boolean);

  const does: Record<string, (...args: string[]) => unknown> = {
    answer: (kind = '', answer = '') => answers.set(kind, [...(answers.get(kind) ?? []), JSON.parse(answer)]),
    menu: (id = '') => find(id)?.click?.(),
    state: () => ({ theme: nativeTheme.themeSource, menu, windows: windows.map(({ flags }) => flags) }),
    openFile: (path = '') => app.emit('open-file', { preventDefault: () => {} }, path),
    appEmit: (name = '') => app.emit(name, {}),
    windowEmit: (name = '') => windows[0]?.emit(name, { preventDefault: () => tell('prevented', name) }),
    contextMenu: (params = '{}') => windows[0]?.webContents.emit('context-menu', {}, JSON.parse(params)),
    crash: () => windows[0]?.webContents.forcefullyCrashRenderer(),
    minimize: () => Object.assign(windows[0]?.flags ?? {}, { minimized: true }),
    hide: () => windows[0]?.hide(),
    holdEnd: () => {
      end = Promise.withResolvers<void>();
    },
    letEnd: () => end.resolve(),
    closeWindow: () => windows[0]?.close(),
    fillDisk: () => {
      const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      fs.promises.open = async () => Promise.reject(full);
      syncBuiltinESMExports();
    },
  };
  process.on('message', ({ id, name, args }: { id: number; name: string; args: string[] }) => {
    process.send?.({ what: 'done', details: { id, value: does[name]?.(...args) ?? null } });
  });

  // Whoever looks on is gone, such as a test run that was broken off: nothing is to go on unseen.
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));

  return {
    tell,
    /** Settles when the process may end. */
    mayEnd: () => end.promise,
    dialog: {
      showOpenDialog: ask('open', () => ({ canceled: true, filePaths: [] })),
      showSaveDialog: ask('save', () => ({ canceled: true, filePath: '' })),
      showMessageBox: ask('message', ({ cancelId = 0 }) => ({ response: cancelId, checkboxChecked: false })),
      showErrorBox: (title: string, content: string) => tell('dialog', { kind: 'error', title, content }),
    },
    Menu: {
      buildFromTemplate: (template: Item[]) =>
        Object.assign(template, { popup: () => tell('popup', template) }),
      setApplicationMenu: (chosen: Item[]) => {
        menu = chosen;
      },
    },
    shell: {
      openExternal: async (url: string) => tell('external', url),
      showItemInFolder: (path: string) => tell('shown', path),
    },
    clipboard: { writeText: (text: string) => tell('copied', text) },
  };
}

import type { BrowserWindow, Dialog } from 'electron';
import { ask } from './asking.ts';

export type Unsaved = {
  /** What would be lost, as a sentence; null for nothing. The page keeps it up to date, so that a page that hangs cannot keep the app from quitting. */
  set(what: string | null): void;
  isAny(): boolean;
  /** True when nothing would be lost, or when the user says so. */
  mayQuit(): Promise<boolean>;
};

export function createUnsaved(
  dialog: Pick<Dialog, 'showMessageBox'>,
  window: () => BrowserWindow | null,
): Unsaved {
  let unsaved: string | null = null;
  return {
    set: (what) => {
      unsaved = what;
    },
    isAny: () => unsaved !== null,
    mayQuit: async () => {
      const parent = window();
      if (unsaved === null || parent === null) return true;
      const chosen = await ask(dialog, parent, {
        type: 'warning',
        message: 'Quit without saving?',
        detail: unsaved,
        buttons: ['Quit', 'Stay'],
        defaultId: 1,
        cancelId: 1,
      });
      return chosen === 0;
    },
  };
}

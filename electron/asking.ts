import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron';
import { bringToFront } from './window-bounds.ts';

type Asking = Pick<Dialog, 'showMessageBox'>;

/** Asks on the window, brought to the front: on one that is hidden or minimized nobody would see it. The button's number. */
export async function ask(
  dialog: Asking,
  window: BrowserWindow | null,
  options: MessageBoxOptions,
): Promise<number> {
  if (window === null) return (await dialog.showMessageBox(options)).response;
  bringToFront(window);
  return (await dialog.showMessageBox(window, options)).response;
}

/** What follows in messages of others are headers and addresses. */
export const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/**
 * For what a menu or the system starts and nobody waits for. That it failed is logged and said, and the app goes on:
 * uncaught it would end the whole app, unsaved work with it.
 */
export const createFailed =
  (dialog: Asking, window: () => BrowserWindow | null) =>
  (message: string) =>
  async (error: unknown): Promise<void> => {
    console.error(`${message}:`, error);
    const said = ask(dialog, window(), {
      type: 'error',
      message,
      detail: firstLine(error),
      buttons: ['OK'],
    });
    await said.catch((unsaid) => console.error(unsaid));
  };

import type { EventEmitter } from 'node:events';
import type { App, BrowserWindow, Dialog, RenderProcessGoneDetails } from 'electron';
import { ask } from './asking.ts';
import type { Shutdown } from './shutdown.ts';

type Asking = Pick<Dialog, 'showMessageBox'>;

/** What is said when the page's process is gone; null when it ended as it should. */
export function describeGone({ reason, exitCode }: RenderProcessGoneDetails): string | null {
  switch (reason) {
    case 'clean-exit':
      return null;
    case 'oom':
      return 'It needed more memory than there was.';
    case 'launch-failed':
      return 'It could not be started.';
    default:
      return `It ended unexpectedly (${reason}, exit code ${exitCode}).`;
  }
}

async function askToLoadAgain(dialog: Asking, window: BrowserWindow, detail: string): Promise<boolean> {
  const chosen = await ask(dialog, window, {
    type: 'error',
    message: 'The page has stopped',
    detail: `${detail} The lab, its sessions and its events are still there.`,
    buttons: ['Load the page again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
  });
  return chosen === 0;
}

/**
 * A page that crashed or hangs is loaded again over the lab that goes on; a lab that crashed is told by the page.
 * It is reloaded, never sent to its first address: that one differs from the page's by its fragment alone, so that
 * nothing would be loaded, and the token in it would stand in the address. A page that hangs is ended first.
 */
export function setUpPageCrash(app: Pick<App, 'quit'>, dialog: Asking, window: BrowserWindow): void {
  const contents = window.webContents;
  let isEndedByUs = false;
  contents.on('render-process-gone', (_event, details) => {
    if (isEndedByUs) {
      isEndedByUs = false;
      return contents.reload();
    }
    const detail = describeGone(details);
    if (detail === null) return;
    askToLoadAgain(dialog, window, detail)
      .then((again) => (again ? contents.reload() : app.quit()))
      .catch((error) => console.error(detail, error));
  });
  window.on('unresponsive', () => {
    const message = 'The page does not answer';
    ask(dialog, window, {
      type: 'question',
      message,
      detail: 'The lab goes on. You can wait, or load the page again.',
      buttons: ['Wait', 'Load the page again'],
      defaultId: 0,
      cancelId: 0,
    })
      .then((chosen) => {
        if (chosen !== 1) return;
        isEndedByUs = true;
        contents.forcefullyCrashRenderer();
      })
      .catch((error) => console.error(message, error));
  });
}

/**
 * What nobody caught in the main process: said in a dialog, then everything is closed in order. While it is being closed
 * it is only logged: a page that is no more cannot be loaded, and a dialog would hold up the end.
 */
export function setUpUncaught(
  main: Pick<EventEmitter, 'on'>,
  dialog: Pick<Dialog, 'showErrorBox'>,
  shutdown: Pick<Shutdown, 'isOver' | 'quitNow'>,
): void {
  const report = (error: unknown): void => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(detail);
    if (shutdown.isOver()) return;
    dialog.showErrorBox('Session Playground has to close', detail);
    shutdown.quitNow(1);
  };
  main.on('uncaughtException', report);
  main.on('unhandledRejection', report);
}

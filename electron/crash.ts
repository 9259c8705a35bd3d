import type { EventEmitter } from 'node:events';
import type { App, BrowserWindow, Dialog, RenderProcessGoneDetails } from 'electron';

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
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The page has stopped',
    detail: `${detail} The lab, its sessions and its events are still there.`,
    buttons: ['Load the page again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 0;
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
    void askToLoadAgain(dialog, window, detail).then((again) => (again ? contents.reload() : app.quit()));
  });
  window.on('unresponsive', () => {
    void dialog
      .showMessageBox(window, {
        type: 'question',
        message: 'The page does not answer',
        detail: 'The lab goes on. You can wait, or load the page again.',
        buttons: ['Wait', 'Load the page again'],
        defaultId: 0,
        cancelId: 0,
      })
      .then(({ response }) => {
        if (response !== 1) return;
        isEndedByUs = true;
        contents.forcefullyCrashRenderer();
      });
  });
}

/** What nobody caught in the main process: said in a dialog, then everything is closed in order. */
export function setUpUncaught(
  main: Pick<EventEmitter, 'on'>,
  dialog: Pick<Dialog, 'showErrorBox'>,
  quitNow: (exitCode: number) => void,
): void {
  const report = (error: unknown): void => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(detail);
    dialog.showErrorBox('Session Playground has to close', detail);
    quitNow(1);
  };
  main.on('uncaughtException', report);
  main.on('unhandledRejection', report);
}

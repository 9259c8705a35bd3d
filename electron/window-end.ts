import type { App, BrowserWindow } from 'electron';
import type { Shutdown } from './shutdown.ts';
import type { Unsaved } from './unsaved.ts';

/**
 * What comes of a closed window: a wish to quit; on macOS it is put away, with its lab, and the dock brings it back.
 * Where Windows ends the session (a logoff), unsaved work makes it wait for the answer.
 */
export function setUpWindowEnd(
  app: Pick<App, 'quit'>,
  window: Pick<BrowserWindow, 'hide' | 'isFullScreen' | 'setFullScreen'> & {
    once(event: 'leave-full-screen', listener: () => void): unknown;
    on(event: 'close' | 'query-session-end', listener: (event: { preventDefault(): void }) => void): unknown;
    on(event: 'session-end', listener: () => void): unknown;
  },
  {
    platform,
    shutdown,
    unsaved,
  }: { platform: NodeJS.Platform; shutdown: Pick<Shutdown, 'isOver' | 'quitNow'>; unsaved: Unsaved },
): void {
  let isLeaving = false;
  const putAway = (): void => {
    if (isLeaving) return;
    isLeaving = window.isFullScreen();
    if (!isLeaving) {
      window.hide();
      return;
    }
    // Its space would stay behind, black; it takes a moment to leave it.
    window.once('leave-full-screen', () => {
      isLeaving = false;
      window.hide();
    });
    window.setFullScreen(false);
  };
  window.on('close', (event) => {
    if (shutdown.isOver()) return;
    event.preventDefault();
    if (platform === 'darwin') putAway();
    else app.quit();
  });
  window.on('query-session-end', (event) => {
    if (!unsaved.isAny()) return;
    event.preventDefault();
    app.quit();
  });
  window.on('session-end', () => shutdown.quitNow(0));
}

import type { EventEmitter } from 'node:events';
import type { App } from 'electron';

export type Shutdown = {
  /** Whether windows may close now; until then a close is a wish to quit. */
  isOver(): boolean;
  /** Ends without asking: for signals and for what cannot go on. */
  quitNow(exitCode: number): void;
  /** Asks and closes as a quit does; then `go` ends the app in its own way, as an installer must, or else by `leave`. */
  restart(go: (leave: () => void) => void): Promise<void>;
};

export type ShutdownSettings = {
  /** Asks about unsaved work; false keeps the app. */
  mayQuit: () => Promise<boolean>;
  /** Ends the control plane and the lab. */
  close: () => Promise<void>;
  /** ms after which the app ends even if closing did not. */
  timeout: number;
};

/** One way out: ask, close what runs, then exit. A lab that does not answer cannot keep the app from ending. */
export function setUpShutdown(
  app: Pick<App, 'on' | 'quit' | 'exit' | 'releaseSingleInstanceLock'>,
  { mayQuit, close, timeout }: ShutdownSettings,
): Shutdown {
  let phase: 'running' | 'asking' | 'closing' | 'closed' = 'running';
  const isOver = (): boolean => phase === 'closing' || phase === 'closed';

  const end = async (leave: () => void): Promise<void> => {
    if (isOver()) return;
    phase = 'closing';
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeout);
    await Promise.race([close().catch(() => {}), late]);
    clearTimeout(timer);
    phase = 'closed';
    leave();
  };

  const ask = async (leave: () => void): Promise<void> => {
    if (phase !== 'running') return;
    phase = 'asking';
    const isAgreed = await mayQuit().catch((error) => {
      // What could not be asked about is not thrown away.
      console.error('quitting:', error);
      return false;
    });
    if (isAgreed) return end(leave);
    if (phase === 'asking') phase = 'running';
  };

  app.on('before-quit', (event) => {
    // An installer that was let go quits the app by itself.
    if (phase === 'closed') return;
    event.preventDefault();
    void ask(() => app.exit(0));
  });
  app.on('window-all-closed', () => app.quit());
  return {
    isOver,
    quitNow: (exitCode) => void end(() => app.exit(exitCode)),
    restart: (go) =>
      ask(() => {
        // The new app may start before this one is gone.
        app.releaseSingleInstanceLock();
        go(() => app.exit(1));
      }),
  };
}

/**
 * At a signal the app ends without asking. To be set once the app is ready: what was set before, Electron replaces by a
 * handler of its own (InstallShutdownSignalHandlers), which quits at the first signal and kills at the second.
 */
export function endAtSignals(main: Pick<EventEmitter, 'on'>, quitNow: (exitCode: number) => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) main.on(signal, () => quitNow(0));
}

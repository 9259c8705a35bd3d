import type { EventEmitter } from 'node:events';
import type { App } from 'electron';

export type Shutdown = {
  /** Whether windows may close now; until then a close is a wish to quit. */
  isOver(): boolean;
  /** Ends without asking: for signals and for what cannot go on. */
  quitNow(exitCode: number): void;
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
  app: Pick<App, 'on' | 'quit' | 'exit'>,
  { mayQuit, close, timeout }: ShutdownSettings,
): Shutdown {
  let phase: 'running' | 'asking' | 'closing' = 'running';

  const end = async (exitCode: number): Promise<void> => {
    if (phase === 'closing') return;
    phase = 'closing';
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeout);
    await Promise.race([close().catch(() => {}), late]);
    clearTimeout(timer);
    app.exit(exitCode);
  };

  const ask = async (): Promise<void> => {
    if (phase !== 'running') return;
    phase = 'asking';
    if (await mayQuit()) return end(0);
    if (phase === 'asking') phase = 'running';
  };

  app.on('before-quit', (event) => {
    event.preventDefault();
    void ask();
  });
  app.on('window-all-closed', () => app.quit());
  return { isOver: () => phase === 'closing', quitNow: (exitCode) => void end(exitCode) };
}

/**
 * At a signal the app ends without asking. To be set once the app is ready: what was set before, Electron replaces by a
 * handler of its own (InstallShutdownSignalHandlers), which quits at the first signal and kills at the second.
 */
export function endAtSignals(main: Pick<EventEmitter, 'on'>, quitNow: (exitCode: number) => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) main.on(signal, () => quitNow(0));
}

import { EventEmitter, once } from 'node:events';
import type { App } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../server/eventually.test-helper.ts';
import { type ShutdownSettings, setUpShutdown } from './shutdown.ts';

type Quittable = Pick<App, 'on' | 'quit' | 'exit' | 'releaseSingleInstanceLock'>;

/** Quits as Electron does: `before-quit` may prevent it, exit asks nobody. */
function fakeApp() {
  const events = new EventEmitter();
  const app = {
    on: vi.fn((name: string, listener: () => void) => {
      events.on(name, listener);
      return app;
    }),
    quit: () => events.emit('before-quit', { preventDefault: () => events.emit('prevented') }),
    releaseSingleInstanceLock: () => events.emit('unlocked'),
    exit: (code: number) => events.emit('exited', code),
  };
  return { app, events };
}

function start(changes: Partial<ShutdownSettings> = {}) {
  const { app, events } = fakeApp();
  const settings = {
    mayQuit: vi.fn(async () => true),
    close: vi.fn(async () => {}),
    timeout: 5000,
    ...changes,
  };
  const target: Quittable = Object.assign(Object.create(null), app);
  const shutdown = setUpShutdown(target, settings);
  return { ...settings, app, events, shutdown, exited: once(events, 'exited') };
}

describe('quitting', () => {
  it('closes what runs, then exits', async () => {
    const { app, exited, close, shutdown } = start();
    expect(shutdown.isOver()).toBe(false);
    app.quit();
    expect(await exited).toEqual([0]);
    expect(close).toHaveBeenCalledOnce();
    expect(shutdown.isOver()).toBe(true);
  });

  it('stays when unsaved work is to be kept, and asks again the next time', async () => {
    const answers = [false, true];
    const mayQuit = vi.fn(async () => answers.shift() ?? true);
    const { app, exited, close, shutdown } = start({ mayQuit });
    app.quit();
    await eventually(() => expect(mayQuit).toHaveResolvedWith(false));
    expect(close).not.toHaveBeenCalled();
    expect(shutdown.isOver()).toBe(false);
    app.quit();
    expect(await exited).toEqual([0]);
  });

  it('stays where it could not be asked, and asks again the next time', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    const mayQuit = vi.fn(async () => true).mockRejectedValueOnce(new Error('no dialog'));
    const { app, exited, close } = start({ mayQuit });
    app.quit();
    await eventually(() => expect(quiet).toHaveBeenCalledOnce());
    expect(close).not.toHaveBeenCalled();
    app.quit();
    expect(await exited).toEqual([0]);
    quiet.mockRestore();
  });

  it('asks once, however often one quits', async () => {
    const { app, exited, mayQuit, close } = start();
    app.quit();
    app.quit();
    await exited;
    app.quit();
    expect(mayQuit).toHaveBeenCalledOnce();
    expect(close).toHaveBeenCalledOnce();
  });

  it('does not wait for ever for a lab that does not close', async () => {
    const { app, exited } = start({ close: () => new Promise(() => {}), timeout: 5 });
    app.quit();
    expect(await exited).toEqual([0]);
  });

  it('exits even when closing fails', async () => {
    const { app, exited } = start({ close: async () => Promise.reject(new Error('no')) });
    app.quit();
    expect(await exited).toEqual([0]);
  });

  it('asks nobody at a signal', async () => {
    const { shutdown, exited, mayQuit } = start({ mayQuit: vi.fn(async () => false) });
    shutdown.quitNow(1);
    expect(await exited).toEqual([1]);
    expect(mayQuit).not.toHaveBeenCalled();
  });

  it('asks once before an installer takes over, and then lets it quit the app', async () => {
    const { app, events, shutdown, mayQuit, close } = start();
    const unlocked = vi.fn();
    const prevented = vi.fn();
    events.on('unlocked', unlocked).on('prevented', prevented);
    const install = vi.fn(() => app.quit());
    await shutdown.restart(install);
    for (const one of [mayQuit, close, unlocked, install]) expect(one).toHaveBeenCalledOnce();
    expect(prevented).not.toHaveBeenCalled();
    expect(shutdown.isOver()).toBe(true);
  });

  it('ends when the installer that took over could not', async () => {
    const { shutdown, exited } = start();
    await shutdown.restart((leave) => leave());
    expect(await exited).toEqual([1]);
  });

  it('keeps an installer waiting when unsaved work is to be kept', async () => {
    const { shutdown, close } = start({ mayQuit: vi.fn(async () => false) });
    const install = vi.fn();
    await shutdown.restart(install);
    expect(install).not.toHaveBeenCalled();
    expect(close).not.toHaveBeenCalled();
    expect(shutdown.isOver()).toBe(false);
  });

  it('quits when the last window is closed', async () => {
    const { events, exited } = start();
    events.emit('window-all-closed');
    expect(await exited).toEqual([0]);
  });
});

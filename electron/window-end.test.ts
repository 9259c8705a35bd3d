import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { contextMenu } from './context-menu.ts';
import { endAtSignals } from './shutdown.ts';
import { setUpWindowEnd } from './window-end.ts';

function start(platform: NodeJS.Platform, { isOver = false, isAny = false, isFullScreen = false } = {}) {
  const app = { quit: vi.fn() };
  const window = Object.assign(new EventEmitter(), {
    hide: vi.fn(),
    isFullScreen: () => isFullScreen,
    setFullScreen: vi.fn(),
  });
  const quitNow = vi.fn();
  setUpWindowEnd(app, window, {
    platform,
    shutdown: { isOver: () => isOver, quitNow },
    unsaved: { isAny: () => isAny, set: () => {}, mayQuit: async () => true },
  });
  const emit = (name: string): boolean => {
    const event = { preventDefault: vi.fn() };
    window.emit(name, event);
    return event.preventDefault.mock.calls.length > 0;
  };
  return { app, window, quitNow, emit };
}

describe('a window that is closed', () => {
  it('is a wish to quit', () => {
    const { app, emit } = start('linux');
    expect(emit('close')).toBe(true);
    expect(app.quit).toHaveBeenCalledOnce();
  });

  it('is put away on macOS, and the app stays', () => {
    const { app, window, emit } = start('darwin');
    expect(emit('close')).toBe(true);
    expect(app.quit).not.toHaveBeenCalled();
    expect(window.hide).toHaveBeenCalledOnce();
  });

  it('leaves full screen first, where a black one would stay', () => {
    const { window, emit } = start('darwin', { isFullScreen: true });
    expect([emit('close'), emit('close')]).toEqual([true, true]);
    expect(window.setFullScreen).toHaveBeenCalledWith(false);
    expect(window.hide).not.toHaveBeenCalled();
    window.emit('leave-full-screen');
    window.emit('leave-full-screen');
    expect(window.hide).toHaveBeenCalledOnce();
  });

  it('closes when the app has ended', () => {
    for (const platform of ['linux', 'darwin'] as const)
      expect(start(platform, { isOver: true }).emit('close')).toBe(false);
  });
});

describe('a session of Windows that ends', () => {
  it('waits for the answer about unsaved work, and for nothing else', () => {
    const unsaved = start('win32', { isAny: true });
    expect(unsaved.emit('query-session-end')).toBe(true);
    expect(unsaved.app.quit).toHaveBeenCalledOnce();
    expect(start('win32').emit('query-session-end')).toBe(false);
  });

  it('ends the app', () => {
    const { emit, quitNow } = start('win32');
    emit('session-end');
    expect(quitNow).toHaveBeenCalledWith(0);
  });
});

describe('signals', () => {
  it('end the app without asking', () => {
    const main = new EventEmitter();
    const quitNow = vi.fn();
    endAtSignals(main, quitNow);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) main.emit(signal);
    expect(quitNow.mock.calls).toEqual([[0], [0], [0]]);
  });
});

describe('a right click', () => {
  const roles = (isEditable: boolean, selectionText: string) =>
    contextMenu({ isEditable, selectionText }).map(({ role, type }) => role ?? type);

  it('offers what a text field can do, and to copy what is marked elsewhere', () => {
    expect(roles(true, '')).toEqual([
      'undo',
      'redo',
      'separator',
      'cut',
      'copy',
      'paste',
      'separator',
      'selectAll',
    ]);
    expect(roles(false, 'a1b2')).toEqual(['copy']);
    expect(roles(false, ' ')).toEqual([]);
  });
});

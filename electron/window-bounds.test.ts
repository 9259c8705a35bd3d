import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { minimumSize, placeWindow, showOnce } from './window-bounds.ts';

const display = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 0, width: 1600, height: 900 };
const was = { x: 100, y: 50, width: 1400, height: 900 };

describe('where the window opens', () => {
  it('is where it was', () => {
    expect(placeWindow(was, [display])).toEqual(was);
    expect(placeWindow({ ...was, x: 2000, height: 800 }, [display, second])).toMatchObject({ x: 2000 });
  });

  it('is the middle at the usual size at the first start', () => {
    expect(placeWindow(null, [display])).toEqual({ width: 1280, height: 800 });
  });

  it('is the middle when the display it was on is gone', () => {
    expect(placeWindow({ ...was, x: 2000 }, [display])).toEqual({ width: 1280, height: 800 });
  });

  it('is the middle when its title bar would be out of reach', () => {
    expect(placeWindow({ ...was, y: -40 }, [display])).not.toHaveProperty('y');
    expect(placeWindow({ ...was, y: 1030 }, [display])).not.toHaveProperty('y');
    expect(placeWindow({ ...was, x: -1380 }, [display])).not.toHaveProperty('x');
  });

  it('is never smaller than what the page needs, nor larger than the display', () => {
    expect(placeWindow({ ...was, width: 10, height: 10 }, [{ ...display, x: 100, y: 0 }])).not.toHaveProperty(
      'x',
    );
    expect(placeWindow({ ...was, width: 300, height: 200 }, [display])).toMatchObject(minimumSize);
    expect(placeWindow({ ...was, width: 9000, height: 9000 }, [display])).toMatchObject({
      width: display.width,
      height: display.height,
    });
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({
      width: 1024,
      height: 700,
    });
  });
});

describe('a window that is made', () => {
  it.each([
    ['when there is something to see', 'ready-to-show'],
    ['when its page is loaded, where a hidden window draws nothing', 'did-finish-load'],
    ['after two seconds, whatever is in it', 'late'],
  ])('is shown once: %s', (_, first) => {
    vi.useFakeTimers();
    const webContents = new EventEmitter();
    const window = Object.assign(new EventEmitter(), {
      webContents,
      isDestroyed: () => false,
      maximize: vi.fn(),
      show: vi.fn(),
    });
    showOnce(window, true);
    vi.advanceTimersByTime(1900);
    expect(window.show).not.toHaveBeenCalled();
    if (first === 'late') vi.advanceTimersByTime(100);
    for (const events of [window, webContents]) events.emit(first);
    expect(window.show).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(5000);
    window.emit('ready-to-show');
    webContents.emit('did-finish-load');
    vi.useRealTimers();
    for (const done of [window.show, window.maximize]) expect(done).toHaveBeenCalledOnce();
  });
});

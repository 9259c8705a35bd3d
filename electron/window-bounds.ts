import type { BrowserWindow, Rectangle } from 'electron';

export const minimumSize = { width: 960, height: 600 };
const usualSize = { width: 1280, height: 800 };

/** At least this much of the title bar, in px, must be on a display, or the window could not be moved back. */
const visible = 80;

const overlap = (aStart: number, aSize: number, bStart: number, bSize: number): number =>
  Math.min(aStart + aSize, bStart + bSize) - Math.max(aStart, bStart);

function isReachable({ x, y, width }: Rectangle, display: Rectangle): boolean {
  const isAcross = overlap(x, width, display.x, display.width) >= visible;
  return isAcross && y >= display.y && y <= display.y + display.height - visible;
}

/**
 * Where the window opens: where it was, if a display is still there, no larger than that display; else the usual size
 * in the middle. `displays` are the displays' work areas.
 */
export function placeWindow(
  remembered: Rectangle | null,
  displays: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number } {
  const display = remembered && displays.find((one) => isReachable(remembered, one));
  const { width, height } = display ? remembered : usualSize;
  const room = display ?? displays[0] ?? usualSize;
  const size = {
    width: Math.min(Math.max(width, minimumSize.width), room.width),
    height: Math.min(Math.max(height, minimumSize.height), room.height),
  };
  return display ? { x: remembered.x, y: remembered.y, ...size } : size;
}

/** ms after which the window is shown, whatever is in it by then. */
const longestHidden = 2000;

/** On Wayland a hidden window may draw nothing, and so never be ready to be shown: `did-finish-load` comes all the same. */
export function showOnce(
  window: Pick<BrowserWindow, 'isDestroyed' | 'maximize' | 'show'> & {
    once(event: 'ready-to-show', listener: () => void): unknown;
    readonly webContents: { once(event: 'did-finish-load', listener: () => void): unknown };
  },
  isMaximized: boolean,
): void {
  const timer = setTimeout(show, longestHidden);
  let isShown = false;
  function show(): void {
    clearTimeout(timer);
    if (isShown || window.isDestroyed()) return;
    isShown = true;
    if (isMaximized) window.maximize();
    window.show();
  }
  window.once('ready-to-show', show);
  window.webContents.once('did-finish-load', show);
}

/** Brings the window back from wherever it is. */
export function bringToFront(
  window: Pick<BrowserWindow, 'isMinimized' | 'restore' | 'show' | 'focus'>,
): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

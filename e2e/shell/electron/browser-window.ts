import { EventEmitter } from 'node:events';
import { z } from 'zod';
import { preventable, type Surroundings, WebContents } from './web-contents.ts';

const optionsSchema = z.object({
  show: z.boolean().default(true),
  webPreferences: z.object({ preload: z.string() }),
});

export const windows: StandInWindow[] = [];

/** A window of Electron's with a page of Chromium's in it; there is nothing to see. */
export class StandInWindow extends EventEmitter {
  static readonly getAllWindows = (): StandInWindow[] => [...windows];
  readonly webContents: WebContents;
  readonly flags = { visible: false, minimized: false, maximized: false, destroyed: false };
  #bounds = { x: 0, y: 0, width: 1280, height: 800 };

  constructor(options: unknown, around: Surroundings, app: EventEmitter) {
    super();
    const { show, webPreferences } = optionsSchema.parse(options);
    this.flags.visible = show;
    this.webContents = new WebContents(webPreferences.preload, around);
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
    this.on('closed', () => {
      if (windows.length === 0) app.emit('window-all-closed');
    });
    // On Wayland a hidden window draws nothing, so that it is never ready.
    if (process.env['STAND_IN_WAYLAND'] === undefined)
      this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
  }

  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url);
  show = (): void => void Object.assign(this.flags, { visible: true });
  hide = (): void => void Object.assign(this.flags, { visible: false });
  focus = (): void => {};
  minimize = (): void => void Object.assign(this.flags, { minimized: true });
  restore = (): void => void Object.assign(this.flags, { minimized: false });
  maximize = (): void => void Object.assign(this.flags, { maximized: true, visible: true });
  isVisible = (): boolean => this.flags.visible;
  isMinimized = (): boolean => this.flags.minimized;
  isMaximized = (): boolean => this.flags.maximized;
  isDestroyed = (): boolean => this.flags.destroyed;
  getNormalBounds = () => this.#bounds;
  setBackgroundColor = (): void => {};

  /** Asks its listeners first. */
  close(): void {
    const event = preventable();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  /** NativeWindow::CloseImmediately: nobody is asked, `closed` is told all the same. */
  destroy(): void {
    if (this.flags.destroyed) return;
    this.flags.destroyed = true;
    windows.splice(windows.indexOf(this), 1);
    this.emit('closed');
  }
}

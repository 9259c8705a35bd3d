import { EventEmitter } from 'node:events';
import { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { setUpAbout } from './about.ts';
import { describeGone, setUpUncaught } from './crash.ts';
import { openExternal } from './links.ts';
import { createUnsaved } from './unsaved.ts';

const shown = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({
  BrowserWindow: class {
    isMinimized = () => true;
    restore = shown;
    show = shown;
    focus = shown;
  },
}));

const answers = (response: number) => ({
  showMessageBox: vi.fn(async () => ({ response, checkboxChecked: false })),
});

describe('unsaved work', () => {
  const ask = async (response: number, what: string | null) => {
    const dialog = answers(response);
    const window = new BrowserWindow();
    const unsaved = createUnsaved(dialog, () => window);
    unsaved.set(what);
    return { mayQuit: await unsaved.mayQuit(), dialog };
  };

  it('is not asked about when there is none', async () => {
    const { mayQuit, dialog } = await ask(1, null);
    expect(mayQuit).toBe(true);
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
  });

  it('keeps the app when the user stays, and is named in the question', async () => {
    const { mayQuit, dialog } = await ask(1, 'Your handler is not saved.');
    expect(mayQuit).toBe(false);
    // On a window that is put away nobody would see the question.
    expect(shown).toHaveBeenCalledTimes(3);
    expect(dialog.showMessageBox).toHaveBeenCalledWith(
      expect.any(BrowserWindow),
      expect.objectContaining({ detail: 'Your handler is not saved.', defaultId: 1, cancelId: 1 }),
    );
    expect((await ask(0, 'Your handler is not saved.')).mayQuit).toBe(true);
  });
});

describe('links', () => {
  it('lead to the lab or to a page of the list', async () => {
    const shell = { openExternal: vi.fn(async () => {}) };
    await openExternal(shell, 'lab', 'http://127.0.0.1:4000/');
    await openExternal(shell, 'issues', null);
    await openExternal(shell, 'lab', null);
    expect(shell.openExternal.mock.calls).toEqual([
      ['http://127.0.0.1:4000/'],
      ['https://github.com/expressjs/session/issues'],
    ]);
  });
});

describe('a page that is gone', () => {
  it('is told in words, unless it ended as it should', () => {
    expect(describeGone({ reason: 'clean-exit', exitCode: 0 })).toBeNull();
    expect(describeGone({ reason: 'oom', exitCode: 1 })).toMatch(/memory/);
    expect(describeGone({ reason: 'crashed', exitCode: 139 })).toMatch(/crashed, exit code 139/);
  });
});

describe('an error that nobody caught', () => {
  it('is shown, then the app closes in order', () => {
    const main = new EventEmitter();
    const dialog = { showErrorBox: vi.fn() };
    const quitNow = vi.fn();
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    let isOver = false;
    setUpUncaught(main, dialog, { isOver: () => isOver, quitNow });
    main.emit('uncaughtException', new Error('no memory for this'));
    expect(dialog.showErrorBox.mock.calls[0]?.[1]).toContain('no memory for this');
    expect(quitNow).toHaveBeenCalledWith(1);
    main.emit('unhandledRejection', 'a plain reason');
    expect(dialog.showErrorBox.mock.calls[1]?.[1]).toBe('a plain reason');
    isOver = true;
    main.emit('unhandledRejection', new Error('ERR_FAILED (-2) loading'));
    expect(dialog.showErrorBox).toHaveBeenCalledTimes(2);
    expect(said).toHaveBeenCalledTimes(3);
    said.mockRestore();
  });
});

describe('About', () => {
  it('tells which express-session it is that runs', () => {
    const app = { setAboutPanelOptions: vi.fn(), getVersion: () => '0.1.0' };
    setUpAbout(app, { node: '24.1.0', express: '5.3.0', expressSession: '1.19.0' }, '45.4.1');
    expect(app.setAboutPanelOptions).toHaveBeenCalledWith(
      expect.objectContaining({
        applicationVersion: '0.1.0',
        copyright: 'express-session 1.19.0, Express 5.3.0, Electron 45.4.1',
      }),
    );
  });
});

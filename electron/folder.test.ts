import type { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { openFolder } from './folder.ts';

const window = {} as BrowserWindow;
const workshop = { name: 'friday', files: [], leftOut: 0 };
const chooses = (path: string | null) => ({
  showOpenDialog: vi.fn(async () => ({ canceled: path === null, filePaths: path === null ? [] : [path] })),
});

describe('a workshop folder in the desktop window', () => {
  it('is chosen by the user, and only what was read of it is handed over', async () => {
    const read = vi.fn(async () => workshop);
    const dialog = chooses('/home/me/friday');
    expect(await openFolder(dialog, window, read)).toEqual({ status: 'opened', workshop });
    expect(read).toHaveBeenCalledWith('/home/me/friday');
    expect(dialog.showOpenDialog).toHaveBeenCalledWith(window, { properties: ['openDirectory'] });
  });

  it('is none when the user thinks better of it', async () => {
    expect(await openFolder(chooses(null), window, async () => workshop)).toEqual({ status: 'cancelled' });
  });

  it('that cannot be read is told without its path', async () => {
    const failed = await openFolder(chooses('/home/me/gone'), window, async () => {
      throw new Error('ENOENT: /home/me/gone');
    });
    expect(failed).toMatchObject({ status: 'failed', problem: { code: 'folder-unreadable' } });
  });
});

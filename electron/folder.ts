import type { BrowserWindow, Dialog } from 'electron';
import type { OpenedFolder } from '../server/contract/bridge.ts';
import type { Workshop } from '../server/contract/scenario/catalogue.ts';

/** The user chooses a folder; its scenario files are handed over as they were read, never where it is. */
export async function openFolder(
  dialog: Pick<Dialog, 'showOpenDialog'>,
  window: BrowserWindow,
  read: (folder: string) => Promise<Workshop>,
): Promise<OpenedFolder> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory'] });
  const path = filePaths[0];
  if (canceled || path === undefined) return { status: 'cancelled' };
  try {
    return { status: 'opened', workshop: await read(path) };
  } catch {
    return { status: 'failed', problem: { code: 'folder-unreadable', at: '', params: {} } };
  }
}

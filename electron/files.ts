import { constants } from 'node:fs';
import { chmod, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { BrowserWindow, Dialog, FileFilter } from 'electron';
import type { FileKind, OpenedFile, SavedFile } from '../server/contract/bridge.ts';

/** Bytes that an opened file may have. */
export const maxFileBytes = 64 * 1024 * 1024;

const filters: Readonly<Record<FileKind, FileFilter>> = {
  scenario: { name: 'Scenario', extensions: ['scenario.json', 'json'] },
  recording: { name: 'Recording', extensions: ['json'] },
  code: { name: 'Code', extensions: ['ts', 'js'] },
  text: { name: 'Text', extensions: ['txt', 'md', 'json'] },
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there any more',
  EACCES: 'you are not allowed to use it',
  EPERM: 'you are not allowed to use it',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk cannot be written to',
};

/** In words, without the path that Node's own message holds. */
function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (code ? `the system says ${code}` : 'it cannot be read as text');
}

async function readBounded(path: string): Promise<OpenedFile> {
  const name = basename(path);
  const failed = (message: string): OpenedFile => ({ status: 'failed', message: `${name}: ${message}` });
  try {
    // A pipe would be waited for, and a device read without end.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = await file.stat();
      if (found.isDirectory()) return failed(reasonOf({ code: 'EISDIR' }));
      if (!found.isFile()) return failed('it is no file');
      if (found.size > maxFileBytes) return failed(`it is larger than ${maxFileBytes / 1024 / 1024} MB`);
      const bytes = Buffer.alloc(found.size);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytesRead));
      return { status: 'opened', name, text };
    } finally {
      await file.close();
    }
  } catch (error) {
    return failed(reasonOf(error));
  }
}

/**
 * Writes a file whole or not at all: what was there is replaced when all of the new text is on the disk, in the same
 * folder. A link stays one.
 */
async function writeWhole(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => null);
  if (before?.isFile() === false) throw Object.assign(new Error('It is no file.'), { code: 'EISDIR' });
  const fresh = `${target}.${process.pid}.new`;
  try {
    const file = await open(fresh, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    if (before !== null) await chmod(fresh, before.mode);
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => {});
    throw error;
  }
}

type FileDialog = Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;

/** The user chooses one file; its name and text are handed over, never where it is. */
export async function openFile(
  dialog: FileDialog,
  window: BrowserWindow,
  kind: FileKind,
): Promise<OpenedFile> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: [filters[kind], { name: 'All files', extensions: ['*'] }],
  });
  const path = filePaths[0];
  return canceled || path === undefined ? { status: 'cancelled' } : readBounded(path);
}

/** A proposed name without folders, so that a page cannot point the dialog anywhere. */
export const proposedName = (name: string): string => basename(name.replaceAll('\\', '/')) || 'untitled';

/** The user chooses where; the text is written there. */
export async function saveFile(
  dialog: FileDialog,
  window: BrowserWindow,
  { kind, name, text }: { kind: FileKind; name: string; text: string },
): Promise<SavedFile> {
  const proposed = proposedName(name);
  const extension = extname(proposed).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: proposed,
    filters: [extension ? { name: filters[kind].name, extensions: [extension] } : filters[kind]],
  });
  if (canceled || filePath === '') return { status: 'cancelled' };
  try {
    await writeWhole(filePath, text);
    return { status: 'saved', name: basename(filePath) };
  } catch (error) {
    return { status: 'failed', message: `${basename(filePath)}: ${reasonOf(error)}` };
  }
}

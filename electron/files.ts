import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { BrowserWindow, Dialog, FileFilter } from 'electron';
import type { BridgeProblem, FileKind, OpenedFile, SavedFile } from '../server/contract/bridge.ts';

/** Bytes that an opened file may have. */
export const maxFileBytes = 64 * 1024 * 1024;

const filters: Readonly<Record<FileKind, FileFilter>> = {
  // The system sees no more of `.scenario.json` than `.json`.
  scenario: { name: 'Scenario', extensions: ['sessionlab', 'json'] },
  recording: { name: 'Recording', extensions: ['sessionlab', 'ndjson', 'json'] },
  har: { name: 'HTTP archive', extensions: ['har', 'json'] },
  code: { name: 'Code', extensions: ['ts', 'js'] },
  text: { name: 'Text', extensions: ['txt', 'md', 'json'] },
};

const reasons = {
  ENOENT: 'file-gone',
  EACCES: 'file-forbidden',
  EPERM: 'file-forbidden',
  EISDIR: 'file-is-folder',
  ENOSPC: 'disk-full',
  EROFS: 'disk-read-only',
} as const;

const isKnown = (code: string): code is keyof typeof reasons => Object.hasOwn(reasons, code);

type Failed = { status: 'failed'; problem: BridgeProblem };

/** Without the path that Node's own message holds. */
function failedBy(error: unknown, path: string): Failed {
  const name = basename(path);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (isKnown(code)) return failed({ code: reasons[code], at: '', params: { name } });
  // What the decoder throws has a code of Node's; what the system says begins with E.
  return failed(
    /^E[A-Z]+$/.test(code)
      ? { code: 'file-of-system', at: '', params: { name, code } }
      : { code: 'file-no-text', at: '', params: { name } },
  );
}

const failed = (problem: BridgeProblem): Failed => ({ status: 'failed', problem });

export async function readBounded(path: string): Promise<OpenedFile> {
  const name = basename(path);
  try {
    // A pipe would be waited for, and a device read without end.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = await file.stat();
      if (found.isDirectory()) return failed({ code: 'file-is-folder', at: '', params: { name } });
      if (!found.isFile()) return failed({ code: 'file-special', at: '', params: { name } });
      if (found.size > maxFileBytes)
        return failed({ code: 'file-over', at: '', params: { name, most: maxFileBytes } });
      const bytes = Buffer.alloc(found.size);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytesRead));
      return { status: 'opened', name, text };
    } finally {
      await file.close();
    }
  } catch (error) {
    return failedBy(error, path);
  }
}

type FileDialog = Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;

/** The user chooses one file; its name and text are handed over, never where it is. */
export async function openFile(
  dialog: FileDialog,
  window: BrowserWindow,
  kind: FileKind,
  onUsed: (path: string) => void = () => {},
): Promise<OpenedFile> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: [filters[kind], { name: 'All files', extensions: ['*'] }],
  });
  const path = filePaths[0];
  if (canceled || path === undefined) return { status: 'cancelled' };
  const opened = await readBounded(path);
  if (isOwn(kind) && opened.status === 'opened') onUsed(path);
  return opened;
}

/** A proposed name without folders, so that a page cannot point the dialog anywhere. */
export const proposedName = (name: string): string => basename(name.replaceAll('\\', '/')) || 'untitled';

/** On the desktop both have an ending of the app's own, which the system opens with the app. */
const isOwn = (kind: FileKind): boolean => kind === 'scenario' || kind === 'recording';
const ownName = (kind: FileKind, name: string): string =>
  isOwn(kind) ? name.replace(/(\.scenario)?\.json$|(\.recording)?\.ndjson$/, '.sessionlab') : name;

/** The user chooses where; the text is written there. */
export async function saveFile(
  dialog: FileDialog,
  window: BrowserWindow,
  { kind, name, text }: { kind: FileKind; name: string; text: string },
  onUsed: (path: string) => void = () => {},
): Promise<SavedFile> {
  const proposed = ownName(kind, proposedName(name));
  const extension = extname(proposed).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: proposed,
    filters: [extension ? { name: filters[kind].name, extensions: [extension] } : filters[kind]],
  });
  if (canceled || filePath === '') return { status: 'cancelled' };
  try {
    const { writeWhole } = await import('../server/index.ts');
    await writeWhole(filePath, text);
    if (isOwn(kind)) onUsed(filePath);
    return { status: 'saved', name: basename(filePath) };
  } catch (error) {
    return failedBy(error, filePath);
  }
}

import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, BrowserWindow, Dialog } from 'electron';
import { ask } from './asking.ts';

export type Profile = {
  folder: string;
  isWritable: boolean;
  /** The one that it stands in for. */
  instead: string | null;
};

/** What the app keeps in it; all else there is Chromium's. */
const ownFiles = ['window.json', 'page.json', 'workspace.json'];

function isWritable(folder: string): boolean {
  const probe = join(folder, `.writable-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, '');
  } catch {
    return false;
  }
  removeIfFree(probe);
  return true;
}

/** What another program holds open for a moment, such as a virus scanner, stays. */
function removeIfFree(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 2 });
  } catch {
    return;
  }
}

/** A folder of one start, by the process that it is of. */
const standIn = /^session-playground-profile-(\d+)-/;

/** Those of starts that were killed, or that still had a file open at their end; none where the names are not to be read. */
function sweep(temporary: string): void {
  for (const name of namesIn(temporary)) {
    const pid = Number(standIn.exec(name)?.[1] ?? process.pid);
    if (pid !== process.pid && !isRunning(pid)) removeIfFree(join(temporary, name));
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // There is one, of somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Missing, or something else of that name: then nothing is remembered of it. */
function copyIfThere(from: string, to: string): void {
  try {
    cpSync(from, to);
  } catch {
    return;
  }
}

/** Electron makes the folder when it is asked for, and throws where it cannot (electron_paths.cc). */
function userDataOf(app: Pick<App, 'getPath'>): string | null {
  try {
    return app.getPath('userData');
  } catch {
    return null;
  }
}

/**
 * Where the profile's folder cannot be written, Chromium gives no lock (ProcessSingleton, LOCK_ERROR), which looks as if the
 * app ran already, and it would end without a word. A folder for this start alone takes its place: it begins with what the
 * app kept in the other, and nothing is remembered. Before anything asks where the profile is.
 */
export function setUpProfile(
  app: Pick<App, 'getPath' | 'setPath'>,
  atExit: (remove: () => void) => void,
  temporary: string = tmpdir(),
): Profile {
  const given = userDataOf(app);
  if (given !== null && isWritable(given)) return { folder: given, isWritable: true, instead: null };
  try {
    sweep(temporary);
    const folder = mkdtempSync(join(temporary, `session-playground-profile-${process.pid}-`));
    atExit(() => removeIfFree(folder));
    if (given !== null) for (const name of ownFiles) copyIfThere(join(given, name), join(folder, name));
    app.setPath('userData', folder);
    return { folder, isWritable: true, instead: given ?? 'The profile' };
  } catch {
    return { folder: given ?? temporary, isWritable: false, instead: null };
  }
}

/** What one does in such a start is lost at its end: that is said while there is time to save it elsewhere. */
export async function tellOfProfile(
  { instead }: Profile,
  dialog: Pick<Dialog, 'showMessageBox'>,
  window: BrowserWindow | null,
): Promise<void> {
  if (instead === null) return;
  await ask(dialog, window, {
    type: 'warning',
    message: 'What you do now is not kept',
    detail: `${instead} cannot be written, so that nothing is remembered of this start. Save what you want to keep as a scenario, in another folder.`,
    buttons: ['OK'],
  });
}

/** Where there is no folder at all that can be written: says so, and ends. */
export function refuseWithoutProfile(
  { folder }: Profile,
  dialog: Pick<Dialog, 'showErrorBox'>,
  quitNow: (exitCode: number) => void,
): void {
  const text = `Neither ${folder} nor the system's folder for temporary files can be written.
Start it with --user-data-dir=FOLDER, for a folder of yours that can.`;
  console.error(text);
  dialog.showErrorBox('Session Playground has no folder to write into', text);
  quitNow(1);
}

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, Dialog } from 'electron';

export type Profile = {
  folder: string;
  isWritable: boolean;
  /** The one that it stands in for. */
  instead: string | null;
};

/** What the app keeps in it; all else there is Chromium's. */
const ownFiles = ['window.json', 'page.json', 'workspace.json'];

function isWritable(folder: string): boolean {
  const probe = join(folder, '.writable');
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe, { force: true });
    return true;
  } catch {
    return false;
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
    const folder = mkdtempSync(join(temporary, 'session-playground-'));
    atExit(() => rmSync(folder, { recursive: true, force: true }));
    if (given !== null) for (const name of ownFiles) copyIfThere(join(given, name), join(folder, name));
    app.setPath('userData', folder);
    return { folder, isWritable: true, instead: given ?? 'The profile' };
  } catch {
    return { folder: given ?? temporary, isWritable: false, instead: null };
  }
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

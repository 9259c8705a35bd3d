import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import type { AppUpdater } from 'electron-updater';
import { ask, firstLine } from './asking.ts';
import type { Memory } from './memory.ts';
import type { Shutdown } from './shutdown.ts';

/** Of electron-updater, what is needed here. */
export type Updater = Pick<
  AppUpdater,
  | 'autoDownload'
  | 'autoInstallOnAppQuit'
  | 'allowDowngrade'
  | 'allowPrerelease'
  | 'checkForUpdates'
  | 'downloadUpdate'
  | 'quitAndInstall'
  | 'once'
>;

export type UpdateSettings = {
  /** Null for a copy that cannot be renewed: one that was not released, or is not installed by an installer. */
  updater: Updater | null;
  dialog: Pick<Dialog, 'showMessageBox'>;
  window: () => BrowserWindow | null;
  memory: Memory;
  shutdown: Pick<Shutdown, 'restart'>;
  /** In a workshop thirty machines ask for nothing by themselves. */
  isWorkshop: boolean;
  now: () => number;
};

export type Updates = {
  /** Because somebody asked: every answer is told. */
  ask(): Promise<void>;
  /** At most once a day, unless it was switched off: told is only what is new. */
  askDaily(): Promise<void>;
};

const day = 24 * 60 * 60 * 1000;

/** Whether this start is one of a workshop's: by a switch, or in the environment of a classroom's machines. */
export const isWorkshop = (argv: readonly string[], env: NodeJS.ProcessEnv): boolean =>
  argv.includes('--workshop') || Boolean(env['SESSION_PLAYGROUND_WORKSHOP']);

/**
 * A released copy knows where its successors are. The portable one is packed from the same folder as the installed, and
 * electron-updater would install over it: electron-builder tells it by this variable (its `portable.nsi`).
 */
export const canRenew = (resources: string, env: NodeJS.ProcessEnv): boolean =>
  existsSync(join(resources, 'app-update.yml')) && !env['PORTABLE_EXECUTABLE_FILE'];

const textOf = (notes: unknown): string => {
  const texts = Array.isArray(notes)
    ? notes.map((one) => String(Object(one).note ?? ''))
    : [String(notes ?? '')];
  return texts
    .join('\n\n')
    .replace(/<[^>]+>/g, '')
    .trim()
    .slice(0, 2000);
};

/** Looks for a newer version, and says so: nothing is fetched or installed before somebody says yes to that. */
export function createUpdates(settings: UpdateSettings): Updates {
  const { updater, dialog, memory, shutdown, now } = settings;
  if (updater !== null) {
    updater.autoDownload = false;
    updater.autoInstallOnAppQuit = false;
    updater.allowDowngrade = false;
    updater.allowPrerelease = false;
  }
  const say = (message: string, detail: string, buttons = ['OK']): Promise<number> =>
    ask(dialog, settings.window(), {
      type: 'info',
      message,
      detail,
      buttons,
      defaultId: 0,
      cancelId: buttons.length - 1,
    });

  const renew = async (from: Updater, version: string, notes: string): Promise<void> => {
    if ((await say(`Version ${version} is there`, notes, ['Fetch and install', 'Later'])) !== 0) return;
    from.autoInstallOnAppQuit = true;
    await from.downloadUpdate();
    const words = 'It is installed when the app ends.';
    if ((await say(`Version ${version} was fetched`, words, ['Restart now', 'Later'])) !== 0) return;
    await shutdown.restart((leave) => {
      // Refused, as by a password that is not given, it does not quit the app, in which all is closed by now.
      from.once('error', (error) => void say('It was not installed', firstLine(error)).finally(leave));
      from.quitAndInstall();
    });
  };
  const sayHow = () =>
    say(
      'This copy does not renew itself',
      'Get a newer one the way this one came: the package manager, or the releases.',
    );

  const look = async (isAsked: boolean): Promise<void> => {
    if (updater === null) {
      if (isAsked) await sayHow();
      return;
    }
    try {
      void memory.write({ lookedAt: now() });
      const found = await updater.checkForUpdates();
      if (found?.isUpdateAvailable === true)
        return await renew(updater, found.updateInfo.version, textOf(found.updateInfo.releaseNotes));
      // Nothing was asked: of tar.gz electron-updater knows no way to renew it.
      if (isAsked) await (found === null ? sayHow() : say('This is the newest version', ''));
    } catch (error) {
      const reason = firstLine(error);
      console.error('updates:', reason);
      if (isAsked) await say('No newer version could be had', reason);
    }
  };

  return {
    ask: () => look(true),
    askDaily: async () => {
      const { looksForUpdates, lookedAt } = memory.read();
      if (settings.isWorkshop || updater === null || !looksForUpdates || now() - lookedAt < day) return;
      await look(false);
    },
  };
}

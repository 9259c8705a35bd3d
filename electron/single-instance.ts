import type { App } from 'electron';
import { filesOf } from './handed-files.ts';

/** False when the app already runs: then that one comes to the front with this one's files, and this one is to end. */
export function setUpSingleInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  comeToFront: () => void,
  hand: (path: string) => void,
): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, argv, folder) => {
    comeToFront();
    for (const path of filesOf(argv, folder)) hand(path);
  });
  app.on('activate', comeToFront);
  return true;
}

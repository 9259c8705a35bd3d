import type { App } from 'electron';

/** False when the app already runs: then that one comes to the front, and this one is to end. */
export function setUpSingleInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  comeToFront: () => void,
): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', comeToFront);
  app.on('activate', comeToFront);
  return true;
}

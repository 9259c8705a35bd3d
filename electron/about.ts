import type { App } from 'electron';
import type { Versions } from '../server/contract/options/lab-config.ts';

/** What the About panel shows: above all which express-session it is that runs. */
export function setUpAbout(
  app: Pick<App, 'setAboutPanelOptions' | 'getVersion'>,
  versions: Versions | null,
  electron: string,
): void {
  app.setAboutPanelOptions({
    applicationName: 'Session Playground',
    applicationVersion: app.getVersion(),
    copyright: [
      ...(versions ? [`express-session ${versions.expressSession}`, `Express ${versions.express}`] : []),
      `Electron ${electron}`,
    ].join(', '),
  });
}

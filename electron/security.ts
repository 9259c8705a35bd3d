/**
 * What the window's page cannot do, even if foreign script came to run in it: go elsewhere, open windows, embed a
 * webview, use a device or a permission, load anything remote. Sandbox, isolation and the missing Node are set where
 * the window is made. Bad certificates are refused because nothing here says otherwise.
 */
import type { App, Dialog, Session } from 'electron';
import { mayLoad, mayNavigate, mayUse } from './security-rules.ts';

/**
 * Whether Chromium was started without its sandbox: by a switch, which an AppImage's own script (AppRun) adds where the
 * system allows no namespaces, or by ELECTRON_DISABLE_SANDBOX. To be asked before `enableSandbox`, which takes the switch
 * out of the command line, while Chromium's first processes have been started without.
 */
export const isWithoutSandbox = (app: Pick<App, 'isPackaged' | 'commandLine'>): boolean =>
  app.isPackaged && app.commandLine.hasSwitch('no-sandbox');

const withoutSandbox = `This system does not let Chromium make its sandbox, and without it nothing is shown here.
On Ubuntu install the deb, which brings what is needed, or have an administrator allow it:
sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`;

/** Says so, to who started it from a terminal too, and ends. */
export function refuseWithoutSandbox(
  dialog: Pick<Dialog, 'showErrorBox'>,
  quitNow: (exitCode: number) => void,
): void {
  console.error(withoutSandbox);
  dialog.showErrorBox('Session Playground needs its sandbox', withoutSandbox);
  quitNow(1);
}

/** Every renderer is sandboxed, whatever its window says. Before the app is ready. */
export function setUpSandbox(app: Pick<App, 'enableSandbox'>): void {
  app.enableSandbox();
}

/** Denies navigation, new windows and webviews to every page that will ever exist. */
export function setUpContents(app: Pick<App, 'on'>, origin: string): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (!mayNavigate(event.url, origin)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!mayNavigate(event.url, origin)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

type GuardedSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
> & { webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };

/** Denies permissions, devices and everything remote to whatever runs in the session. */
export function setUpSession(session: GuardedSession, origin: string): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    answer(mayUse(permission, requestingUrl, origin));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    mayUse(permission, requestingOrigin, origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !mayLoad(url, origin) });
  });
}

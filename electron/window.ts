import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen } from 'electron';
import type { Memory } from './memory.ts';
import { minimumSize, placeWindow, showOnce } from './window-bounds.ts';

/** As --surface in renderer/ui/tokens.css, so that the first moment has no flash. */
const backgrounds = { light: '#fafaf9', dark: '#15161a' };

const backgroundColor = (isDark: boolean): string => backgrounds[isDark ? 'dark' : 'light'];

/** How the window is made. All that keeps its page away from Node and the machine is here. */
function windowOptions(
  place: ReturnType<typeof placeWindow>,
  isDark: boolean,
  preload: string,
): BrowserWindowConstructorOptions {
  return {
    ...place,
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: 'Session Playground',
    backgroundColor: backgroundColor(isDark),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  };
}

/** Makes the window where it was last time; shows it once there is something to see. */
export function createWindow(memory: Memory, preload: string): BrowserWindow {
  const { bounds, isMaximized, theme } = memory.read();
  nativeTheme.themeSource = theme;
  const displays = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow(
    windowOptions(placeWindow(bounds, displays), nativeTheme.shouldUseDarkColors, preload),
  );
  showOnce(window, isMaximized);
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(backgroundColor(nativeTheme.shouldUseDarkColors));
  });
  return window;
}

/** Notes where the window is, for the next start. */
export function rememberPlace(
  window: Pick<BrowserWindow, 'getNormalBounds' | 'isMaximized'>,
  memory: Memory,
): Promise<void> {
  return memory.write({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
}

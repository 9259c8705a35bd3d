import { useEffect } from 'react';
import type { MenuAction } from '../../server/contract/bridge.ts';
import { runCommand } from '../services/keyboard/commands.ts';
import { takesKey } from '../services/keyboard/shortcuts.ts';
import { bridge } from '../services/window/bridge.ts';
import { themes } from '../services/window/preferences.ts';
import { useWindow } from '../services/window/window-store.ts';

/** Does what the desktop window's menu asks for. */
export function useMenu(): void {
  useEffect(() => bridge?.onMenu(doMenuAction), []);
}

/** Beneath an open dialog nothing is done, as by a key; only how the window looks can be changed there. */
const isBeneathDialog = (): boolean => document.querySelector('dialog[open]') !== null;

export function doMenuAction(action: MenuAction): void {
  const { open, theme, setTheme, size, setSize } = useWindow.getState();
  if (action !== 'presenter' && action !== 'theme' && isBeneathDialog()) return;
  switch (action) {
    case 'undo':
    case 'redo':
      // Of a text that has the focus, the window has done it.
      if (!takesKey(document.activeElement, 'z')) runCommand(action);
      return;
    case 'fire':
    case 'send':
    case 'reset':
    case 'live':
    case 'open':
    case 'save':
      runCommand(action);
      return;
    case 'express-code':
    case 'shortcuts':
      open(action);
      return;
    case 'presenter':
      setSize(size === 'presenter' ? 'normal' : 'presenter');
      return;
    case 'theme':
      setTheme(themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system');
      return;
  }
}

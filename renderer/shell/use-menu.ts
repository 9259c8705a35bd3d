import { useEffect } from 'react';
import type { MenuAction } from '../../server/contract/bridge.ts';
import { bridge } from '../services/bridge.ts';
import { runCommand } from '../services/commands.ts';
import { themes } from '../services/preferences.ts';
import { useWindow } from '../services/window-store.ts';

/** Does what the desktop window's menu asks for. */
export function useMenu(): void {
  useEffect(() => bridge?.onMenu(run), []);
}

function run(action: MenuAction): void {
  const { open, theme, setTheme, size, setSize } = useWindow.getState();
  switch (action) {
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

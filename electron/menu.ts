import type { MenuItemConstructorOptions } from 'electron';
import type { LinkId, MenuAction } from '../server/contract/bridge.ts';

type PageItem = {
  label: string;
  action: MenuAction;
  /** Shown, and handled, by the window. */
  accelerator?: string;
  /** A single key that the page itself handles, when no text is being typed; only shown here. */
  pageKey?: string;
};
type LinkItem = { label: string; link: LinkId };
type RoleItem = { role: NonNullable<MenuItemConstructorOptions['role']> };
type Item = PageItem | LinkItem | RoleItem | 'separator';

const lab: readonly Item[] = [
  { label: 'Fire together', action: 'fire', pageKey: 'F' },
  { label: 'Send one', action: 'send', pageKey: 'S' },
  'separator',
  { label: 'Reset', action: 'reset', pageKey: 'R' },
  'separator',
  { label: 'Open the lab in the browser', link: 'lab' },
];

const view: readonly Item[] = [
  { label: 'Live', action: 'live', pageKey: 'L' },
  'separator',
  { label: 'Presenter size', action: 'presenter', accelerator: 'CmdOrCtrl+Shift+P' },
  { label: 'Light or dark', action: 'theme', accelerator: 'CmdOrCtrl+Shift+L' },
  'separator',
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { role: 'togglefullscreen' },
];

const edit: readonly Item[] = [
  { role: 'undo' },
  { role: 'redo' },
  'separator',
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'selectAll' },
];

const help: readonly Item[] = [
  { label: 'Shortcuts', action: 'shortcuts', pageKey: '?' },
  'separator',
  { label: 'express-session: documentation', link: 'docs' },
  { label: 'express-session: issues', link: 'issues' },
  { label: 'express-session: package', link: 'express-session' },
];

const files = (isMac: boolean): readonly Item[] => [
  { label: 'Open…', action: 'open', accelerator: 'CmdOrCtrl+O' },
  { label: 'Save…', action: 'save', accelerator: 'CmdOrCtrl+S' },
  'separator',
  { label: 'Express code', action: 'express-code', accelerator: 'CmdOrCtrl+E' },
  'separator',
  { role: isMac ? 'close' : 'quit' },
];

const development: readonly Item[] = [
  'separator',
  { role: 'reload' },
  { role: 'forceReload' },
  { role: 'toggleDevTools' },
];

export type MenuSettings = {
  platform: NodeJS.Platform;
  isDevelopment: boolean;
  onAction: (action: MenuAction) => void;
  onLink: (link: LinkId) => void;
};

/** The whole menu as data. Reloading and the developer tools are offered in development only. */
export function menuTemplate({ platform, isDevelopment, ...on }: MenuSettings): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const item = (row: Item): MenuItemConstructorOptions => {
    if (row === 'separator') return { type: 'separator' };
    if ('role' in row) return { role: row.role };
    if ('link' in row) return { label: row.label, click: () => on.onLink(row.link) };
    const { label, action, accelerator, pageKey } = row;
    const click = (): void => on.onAction(action);
    if (accelerator !== undefined) return { id: action, label, click, accelerator };
    // macOS registers every accelerator, which would take the letter away from text fields.
    if (pageKey === undefined || isMac) return { id: action, label, click };
    return { id: action, label, click, accelerator: pageKey, registerAccelerator: false };
  };
  const submenu = (label: string, rows: readonly Item[]): MenuItemConstructorOptions => ({
    label,
    submenu: rows.map(item),
  });
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    submenu('File', files(isMac)),
    submenu('Edit', edit),
    submenu('Lab', lab),
    submenu('View', isDevelopment ? [...view, ...development] : view),
    ...(isMac ? [{ role: 'windowMenu' as const }] : []),
    submenu('Help', isMac ? help : [...help, 'separator', { role: 'about' }]),
  ];
}

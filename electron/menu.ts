import { basename, dirname } from 'node:path';
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
type Role = NonNullable<MenuItemConstructorOptions['role']>;
type LinkItem = { label: string; link: LinkId };
type RoleItem = { role: Role; hiddenKey?: string };
type OwnItem = {
  id: string;
  label: string;
  type?: 'checkbox';
  checked?: boolean;
  click: (item: { checked: boolean }) => void;
};
type Item =
  | PageItem
  | LinkItem
  | RoleItem
  | OwnItem
  | { label: string; role?: Role; submenu: readonly Item[] }
  | 'separator';

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
  // Its own key is Ctrl and +, for which many keyboards need Shift.
  { role: 'zoomIn', hiddenKey: 'CmdOrCtrl+=' },
  { role: 'zoomOut' },
  { role: 'togglefullscreen' },
];

const edit: readonly Item[] = [
  { label: 'Undo', action: 'undo', accelerator: 'CmdOrCtrl+Z' },
  { label: 'Redo', action: 'redo', accelerator: 'CmdOrCtrl+Shift+Z' },
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

/** macOS keeps its own list, of what the app told it of, and puts it into a submenu with that role. */
const recentItem = ({ platform, recent, onRecent }: MenuSettings): Item =>
  platform === 'darwin'
    ? { label: 'Open recent', role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] }
    : {
        label: 'Open recent',
        submenu: [
          ...recent.map((path) => ({
            id: `recent:${path}`,
            label: `${basename(path)} (${dirname(path)})`,
            click: () => onRecent(path),
          })),
          'separator' as const,
          { id: 'clear-recent', label: 'Clear', click: () => onRecent(null) },
        ],
      };

const files = (settings: MenuSettings): readonly Item[] => [
  { label: 'Open…', action: 'open', accelerator: 'CmdOrCtrl+O' },
  recentItem(settings),
  { label: 'Save…', action: 'save', accelerator: 'CmdOrCtrl+S' },
  'separator',
  { label: 'Express code', action: 'express-code', accelerator: 'CmdOrCtrl+E' },
  'separator',
  { role: settings.platform === 'darwin' ? 'close' : 'quit' },
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
  /** Paths of scenario files that were opened, the newest first. */
  recent: readonly string[];
  /** `null`: forgets them all. */
  onRecent: (path: string | null) => void;
  /** What Help has besides, by the name of each. */
  help: readonly OwnItem[];
};

/** The whole menu as data. Reloading and the developer tools are offered in development only. */
export function menuTemplate(settings: MenuSettings): MenuItemConstructorOptions[] {
  const { platform, isDevelopment, ...on } = settings;
  const isMac = platform === 'darwin';
  const item = (row: Item): MenuItemConstructorOptions => {
    if (row === 'separator') return { type: 'separator' };
    if ('submenu' in row) return { ...row, submenu: row.submenu.map(item) };
    if ('click' in row) return row;
    if ('role' in row && row.hiddenKey === undefined) return { role: row.role };
    if ('role' in row)
      return {
        role: row.role,
        accelerator: row.hiddenKey ?? '',
        visible: false,
        acceleratorWorksWhenHidden: true,
      };
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
  const own = on.help.length > 0 ? ['separator' as const, ...on.help] : [];
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    submenu('File', files(settings)),
    submenu('Edit', edit),
    submenu('Lab', lab),
    submenu('View', isDevelopment ? [...view, ...development] : view),
    ...(isMac ? [{ role: 'windowMenu' as const }] : []),
    {
      role: 'help',
      ...submenu('Help', [
        ...help,
        ...own,
        ...(isMac ? [] : ['separator' as const, { role: 'about' as const }]),
      ]),
    },
  ];
}

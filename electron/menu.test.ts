import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { linkIds, menuActions } from '../server/contract/bridge.ts';
import { type MenuSettings, menuTemplate } from './menu.ts';

const settings = (changes: Partial<MenuSettings> = {}): MenuSettings => ({
  platform: 'linux',
  isDevelopment: false,
  onAction: vi.fn(),
  onLink: vi.fn(),
  recent: ['/home/a/one.sessionlab'],
  onRecent: vi.fn(),
  help: [{ id: 'show-logs', label: 'Show logs', click: vi.fn() }],
  ...changes,
});

const items = (template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));

const choose = (item: MenuItemConstructorOptions): void =>
  Reflect.apply(item.click ?? (() => {}), undefined, []);

describe('the menu', () => {
  it('reaches every action and every link exactly once', () => {
    const on = settings();
    for (const item of items(menuTemplate(on))) choose(item);
    expect(vi.mocked(on.onAction).mock.calls.flat().sort()).toEqual([...menuActions].sort());
    expect(vi.mocked(on.onLink).mock.calls.flat().sort()).toEqual([...linkIds].sort());
  });

  it("shows the page's single keys without taking them away from text fields", () => {
    const single = items(menuTemplate(settings())).filter(({ accelerator }) => accelerator?.length === 1);
    expect(single.map(({ accelerator }) => accelerator)).toEqual(['F', 'S', 'R', 'L', '?']);
    for (const item of single) expect(item.registerAccelerator).toBe(false);
    const onMac = items(menuTemplate(settings({ platform: 'darwin' })));
    expect(onMac.filter(({ accelerator }) => accelerator?.length === 1)).toEqual([]);
  });

  it('gives no shortcut twice', () => {
    const used = items(menuTemplate(settings())).flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(used).size).toBe(used.length);
  });

  it('zooms in without Shift too, by a key that stands in no menu', () => {
    const zoom = items(menuTemplate(settings())).filter(({ role }) => role === 'zoomIn');
    expect(zoom).toEqual([
      { role: 'zoomIn' },
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
    ]);
  });

  it('lists what was opened last; macOS has a list of its own', () => {
    const on = settings();
    const recent = items(menuTemplate(on)).find(({ label }) => label === 'Open recent');
    const rows = Array.isArray(recent?.submenu) ? recent.submenu : [];
    expect(rows.map(({ label }) => label)).toEqual(['one.sessionlab (/home/a)', undefined, 'Clear']);
    for (const row of rows) choose(row);
    expect(vi.mocked(on.onRecent).mock.calls).toEqual([['/home/a/one.sessionlab'], [null]]);
    const onMac = items(menuTemplate(settings({ platform: 'darwin' })));
    // Electron fills in what is a submenu, and nothing else (replaceSubmenuShowingRecentDocuments).
    expect(onMac).toContainEqual({
      role: 'recentDocuments',
      label: 'Open recent',
      submenu: [{ role: 'clearRecentDocuments' }],
    });
  });

  it('has a help menu that the system knows as one', () => {
    const template = menuTemplate(settings());
    expect(template.at(-1)).toMatchObject({ role: 'help', label: 'Help' });
    expect(items(template).map(({ label }) => label)).toContain('Show logs');
  });

  it('reloads and opens the developer tools in development only', () => {
    const roles = (isDevelopment: boolean): unknown[] =>
      items(menuTemplate(settings({ isDevelopment }))).map(({ role }) => role);
    expect(roles(true)).toEqual(expect.arrayContaining(['reload', 'forceReload', 'toggleDevTools']));
    for (const role of ['reload', 'forceReload', 'toggleDevTools']) expect(roles(false)).not.toContain(role);
  });

  it('has its own first menu on macOS, with about and quit in it', () => {
    expect(menuTemplate(settings({ platform: 'darwin' }))[0]).toEqual({ role: 'appMenu' });
    const roles = items(menuTemplate(settings({ platform: 'linux' }))).map(({ role }) => role);
    expect(roles).toEqual(expect.arrayContaining(['quit', 'about']));
  });
});

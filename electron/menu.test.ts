import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { linkIds, menuActions } from '../server/contract/bridge.ts';
import { type MenuSettings, menuTemplate } from './menu.ts';

const settings = (changes: Partial<MenuSettings> = {}): MenuSettings => ({
  platform: 'linux',
  isDevelopment: false,
  onAction: vi.fn(),
  onLink: vi.fn(),
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

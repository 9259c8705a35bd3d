import type { Bridge } from '../server/contract/bridge.ts';

/** The page's calls that are answered by the main process. */
export type CallName = Exclude<keyof Bridge, 'onMenu'>;
export type CallInput<Name extends CallName> = Parameters<Bridge[Name]>[0];
export type CallAnswer<Name extends CallName> = Awaited<ReturnType<Bridge[Name]>>;

export const channels: Readonly<Record<CallName, string>> = {
  openFile: 'playground:open-file',
  openFolder: 'playground:open-folder',
  saveFile: 'playground:save-file',
  openExternal: 'playground:open-external',
  setUnsaved: 'playground:set-unsaved',
  setTheme: 'playground:set-theme',
};

/** On which a chosen menu item goes to the page. */
export const menuChannel = 'playground:menu';

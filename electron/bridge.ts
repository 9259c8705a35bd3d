import type { Bridge } from '../server/contract/bridge.ts';

/** The page's calls that are answered by the main process. */
export type CallName = Exclude<keyof Bridge, 'onMenu' | 'onFiles' | 'kept'>;
export type CallInput<Name extends CallName> = Parameters<Bridge[Name]>[0];
export type CallAnswer<Name extends CallName> = Awaited<ReturnType<Bridge[Name]>>;

export const channels: Readonly<Record<CallName, string>> = {
  openFile: 'playground:open-file',
  openFolder: 'playground:open-folder',
  saveFile: 'playground:save-file',
  openExternal: 'playground:open-external',
  setUnsaved: 'playground:set-unsaved',
  setTheme: 'playground:set-theme',
  keep: 'playground:keep',
  takeFiles: 'playground:take-files',
};

/** On which the preload asks, before the page runs, for what the page kept. */
export const keptChannel = 'playground:kept';

/** On which the page hears that files wait for it. */
export const filesChannel = 'playground:files';

/** On which a chosen menu item goes to the page. */
export const menuChannel = 'playground:menu';

import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, MenuAction } from '../server/contract/bridge.ts';
import { channels, filesChannel, keptChannel, menuChannel } from './bridge.ts';

/** The listener never gets the event itself: through it the page would reach ipcRenderer. */
function listen<Value>(channel: string, listener: (value: Value) => void): () => void {
  const onEvent = (_event: unknown, value: Value): void => listener(value);
  ipcRenderer.on(channel, onEvent);
  return () => {
    ipcRenderer.off(channel, onEvent);
  };
}

const bridge: Bridge = {
  openFile: (kind) => ipcRenderer.invoke(channels.openFile, kind),
  openFolder: () => ipcRenderer.invoke(channels.openFolder, undefined),
  saveFile: (file) => ipcRenderer.invoke(channels.saveFile, file),
  openExternal: (link) => ipcRenderer.invoke(channels.openExternal, link),
  setUnsaved: (what) => ipcRenderer.invoke(channels.setUnsaved, what),
  setTheme: (theme) => ipcRenderer.invoke(channels.setTheme, theme),
  kept: ipcRenderer.sendSync(keptChannel),
  keep: (item) => ipcRenderer.invoke(channels.keep, item),
  takeFiles: () => ipcRenderer.invoke(channels.takeFiles, undefined),
  onFiles: (listener) => listen(filesChannel, () => listener()),
  onMenu: (listener) => listen<MenuAction>(menuChannel, listener),
};

contextBridge.exposeInMainWorld('playground', bridge);

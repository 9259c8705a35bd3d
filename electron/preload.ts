import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, MenuAction } from '../server/contract/bridge.ts';
import { channels, menuChannel } from './bridge.ts';

const bridge: Bridge = {
  openFile: (kind) => ipcRenderer.invoke(channels.openFile, kind),
  openFolder: () => ipcRenderer.invoke(channels.openFolder, undefined),
  saveFile: (file) => ipcRenderer.invoke(channels.saveFile, file),
  openExternal: (link) => ipcRenderer.invoke(channels.openExternal, link),
  setUnsaved: (what) => ipcRenderer.invoke(channels.setUnsaved, what),
  setTheme: (theme) => ipcRenderer.invoke(channels.setTheme, theme),
  onMenu: (listener) => {
    // The listener never gets the event itself: through it the page would reach ipcRenderer.
    const onAction = (_event: unknown, action: MenuAction): void => listener(action);
    ipcRenderer.on(menuChannel, onAction);
    return () => {
      ipcRenderer.off(menuChannel, onAction);
    };
  },
};

contextBridge.exposeInMainWorld('playground', bridge);

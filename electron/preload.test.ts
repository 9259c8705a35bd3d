import { describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../server/contract/bridge.ts';
import { channels, menuChannel } from './bridge.ts';

const { exposed, ipcRenderer } = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  ipcRenderer: {
    invoke: vi.fn(async () => 'answer'),
    sendSync: vi.fn(() => ({ window: 'kept' })),
    on: vi.fn(),
    off: vi.fn(),
  },
}));
vi.mock('electron', () => ({
  ipcRenderer,
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
}));
await import('./preload.ts');

const isBridge = (value: unknown): value is Bridge =>
  typeof value === 'object' && value !== null && 'onMenu' in value;
const bridge = exposed.get('playground');

describe('what the page sees of the desktop', () => {
  it('is named functions at window.playground, and nothing else', () => {
    expect([...exposed.keys()]).toEqual(['playground']);
    expect(Object.keys(bridge ?? {}).sort()).toEqual(
      [...Object.keys(channels), 'kept', 'onFiles', 'onMenu'].sort(),
    );
    const { kept, ...calls } = Object.assign({ kept: null }, bridge);
    expect(kept).toEqual({ window: 'kept' });
    for (const value of Object.values(calls)) expect(value).toBeTypeOf('function');
  });

  it('sends each call on its own channel', async () => {
    if (!isBridge(bridge)) throw new Error('expected a bridge');
    await bridge.openFile('scenario');
    await bridge.setTheme('dark');
    expect(ipcRenderer.invoke.mock.calls).toEqual([
      [channels.openFile, 'scenario'],
      [channels.setTheme, 'dark'],
    ]);
  });

  it('hands on menu actions without the event, until it is told to stop', () => {
    if (!isBridge(bridge)) throw new Error('expected a bridge');
    const listener = vi.fn();
    const stop = bridge.onMenu(listener);
    const [channel, onAction] = ipcRenderer.on.mock.calls[0] ?? [];
    expect(channel).toBe(menuChannel);
    onAction({ sender: 'ipcRenderer' }, 'fire');
    expect(listener.mock.calls).toEqual([['fire']]);
    stop();
    expect(ipcRenderer.off).toHaveBeenCalledWith(menuChannel, onAction);
  });
});

import { EventEmitter } from 'node:events';
import type { IpcMain } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { channels, keptChannel } from './bridge.ts';
import { type Calls, isOwnPage, setUpIpc } from './ipc.ts';

const origin = 'http://127.0.0.1:4173';
const page = { url: `${origin}/#`, parent: null };

type Handler = Parameters<IpcMain['handle']>[1];
let handlers = new Map<string, Handler>();
let sync = new EventEmitter();
const calls = {
  openFile: vi.fn<Calls['openFile']>(async () => ({ status: 'cancelled' })),
  openFolder: vi.fn<Calls['openFolder']>(async () => ({ status: 'cancelled' })),
  saveFile: vi.fn<Calls['saveFile']>(async () => ({ status: 'cancelled' })),
  openExternal: vi.fn<Calls['openExternal']>(async () => {}),
  setUnsaved: vi.fn<Calls['setUnsaved']>(async () => {}),
  setTheme: vi.fn<Calls['setTheme']>(async () => {}),
  keep: vi.fn<Calls['keep']>(async () => {}),
  takeFiles: vi.fn<Calls['takeFiles']>(async () => []),
};

beforeEach(() => {
  vi.clearAllMocks();
  handlers = new Map();
  sync = new EventEmitter();
  const ipcMain = Object.assign(sync, {
    handle: (channel: string, handler: Handler) => handlers.set(channel, handler),
  });
  setUpIpc(ipcMain, origin, calls, () => ({ window: 'what it kept' }));
});

const invoke = async (channel: string, frame: unknown, ...args: unknown[]): Promise<unknown> =>
  Reflect.apply(handlers.get(channel) ?? (() => {}), undefined, [{ senderFrame: frame }, ...args]);

describe('the door to the main process', () => {
  it('has exactly the channels that the page knows', () => {
    expect([...handlers.keys()].sort()).toEqual(Object.values(channels).sort());
  });

  it('answers the page', async () => {
    expect(await invoke(channels.openFile, page, 'scenario')).toEqual({ status: 'cancelled' });
    expect(calls.openFile).toHaveBeenCalledWith('scenario');
  });

  it.each([
    ['a frame inside the page', { ...page, parent: {} }],
    ['another origin', { url: 'https://evil.example/', parent: null }],
    ['another port', { url: 'http://127.0.0.1:4174/', parent: null }],
    ['a blank page', { url: 'about:blank', parent: null }],
    ['a frame that is gone', null],
  ])('refuses %s', async (_, frame) => {
    await expect(invoke(channels.openFile, frame, 'scenario')).rejects.toThrow(/not the app's page/);
    expect(calls.openFile).not.toHaveBeenCalled();
  });

  it.each([
    [channels.openFile, ['/etc/passwd']],
    [channels.openFile, []],
    [channels.openFile, ['scenario', 'more']],
    [channels.openExternal, ['https://evil.example/']],
    [channels.saveFile, [{ kind: 'code', name: 'a.ts', text: 'x', path: '/etc/cron.d/a' }]],
    [channels.saveFile, [{ kind: 'code', name: '', text: 'x' }]],
    [channels.setTheme, ['blue']],
    [channels.setUnsaved, [{}]],
    [channels.keep, [{ name: 'window', text: 'x'.repeat(1024 * 1024 + 1) }]],
    [channels.takeFiles, ['/etc/passwd']],
  ])('refuses arguments that do not fit: %s %j', async (channel, args) => {
    await expect(invoke(channel, page, ...args)).rejects.toThrow(/arguments do not fit/);
    for (const call of Object.values(calls)) expect(call).not.toHaveBeenCalled();
  });
});

describe('what the page kept', () => {
  it.each([
    ['is handed to the page', page, { window: 'what it kept' }],
    ['and to nobody else', { ...page, parent: {} }, {}],
  ])('%s', (_, senderFrame, expected) => {
    const event = { senderFrame, returnValue: null };
    sync.emit(keptChannel, event);
    expect(event.returnValue).toEqual(expected);
  });
});

describe('whose call it is', () => {
  it("is the page's at its own origin only", () => {
    expect(isOwnPage(page, origin)).toBe(true);
    expect(isOwnPage({ url: '', parent: null }, origin)).toBe(false);
  });
});

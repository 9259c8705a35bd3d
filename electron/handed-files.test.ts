import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import type { App } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import type { OpenedFile } from '../server/contract/bridge.ts';
import { eventually } from '../server/eventually.test-helper.ts';
import { createHandedFiles, filesOf, setUpHandedFiles } from './handed-files.ts';
import type { Memory } from './memory.ts';
import { createRecent } from './recent.ts';
import { setUpSingleInstance } from './single-instance.ts';

const read = async (name: string): Promise<OpenedFile> => ({ status: 'opened', name, text: '{}' });

/** An app that only tells: its listeners are reached by `events`. */
function tellingApp(more: object = {}) {
  const events = new EventEmitter();
  const app: Pick<App, 'on' | 'requestSingleInstanceLock'> = Object.assign(Object.create(null), {
    on: (name: string, listener: () => void) => events.on(name, listener),
    ...more,
  });
  return { app, events };
}

describe('files on the command line', () => {
  it('are those that a scenario or a recording can be in, switches aside', () => {
    const argv = [
      'app',
      '--user-data-dir=/a.json',
      'b.scenario.json',
      '/c.SessionLab',
      'd.recording.ndjson',
      'notes.txt',
    ];
    expect(filesOf(argv, '/home/a')).toEqual([
      resolve('/home/a', 'b.scenario.json'),
      resolve('/c.SessionLab'),
      resolve('/home/a', 'd.recording.ndjson'),
    ]);
  });

  it.skipIf(process.platform === 'win32')(
    'may be addresses, as GNOME gives them for a %U of a desktop file',
    () => {
      const argv = [
        'app',
        'file:///home/a/my%20race.sessionlab',
        'file://elsewhere/a.json',
        'file:///%ZZ.json',
      ];
      expect(filesOf([...argv, 'https://example.com/a.json'], '/')).toEqual(['/home/a/my race.sessionlab']);
    },
  );

  it('of a second start go to the first, which comes to the front', () => {
    const { app, events } = tellingApp({ requestSingleInstanceLock: () => true });
    const [comeToFront, hand] = [vi.fn(), vi.fn()];
    expect(setUpSingleInstance(app, comeToFront, hand)).toBe(true);
    events.emit('second-instance', {}, ['app', '--allow-file-access', 'd.json'], '/home/b');
    expect(comeToFront).toHaveBeenCalledOnce();
    expect(hand).toHaveBeenCalledWith(resolve('/home/b', 'd.json'));
  });
});

describe('files handed over', () => {
  it('wait for the page, and are handed over once', async () => {
    const files = createHandedFiles(read);
    const { app, events } = tellingApp();
    setUpHandedFiles(app, (path) => void files.hand(path), ['app', '/one.json']);
    const preventDefault = vi.fn();
    events.emit('open-file', { preventDefault }, '/two.sessionlab');
    expect(preventDefault).toHaveBeenCalledOnce();
    const heard = vi.fn();
    files.onWaiting(heard);
    await eventually(() => expect(heard).toHaveBeenCalledTimes(2));
    expect(files.take()).toMatchObject([{ name: resolve('/one.json') }, { name: '/two.sessionlab' }]);
    expect(files.take()).toEqual([]);
  });
});

describe('what was opened last', () => {
  it('is listed once, the newest first, ten of them, in the system’s list too', () => {
    const app = { addRecentDocument: vi.fn(), clearRecentDocuments: vi.fn() };
    let kept: string[] = [];
    const memory: Memory = {
      read: () => ({
        bounds: null,
        isMaximized: false,
        theme: 'system',
        looksForUpdates: true,
        lookedAt: 0,
        recent: kept,
      }),
      write: async ({ recent = [] }) => {
        kept = recent;
      },
    };
    const onChange = vi.fn();
    const recent = createRecent(app, memory, onChange);
    for (const name of 'abcdefghijkla') recent.add(`/${name}`);
    expect(recent.read()).toEqual([...'alkjihgfed'].map((name) => `/${name}`));
    expect(app.addRecentDocument).toHaveBeenCalledTimes(13);
    recent.clear();
    expect(recent.read()).toEqual([]);
    expect(app.clearRecentDocuments).toHaveBeenCalledOnce();
    expect(onChange).toHaveBeenCalledTimes(14);
  });
});

import { fireEvent, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { eventually } from '../../../server/eventually.test-helper.ts';
import { createApi } from '../connection/api.ts';
import { ApiProvider } from '../connection/api-context.ts';
import { useWindow } from '../window/window-store.ts';
import { useScenarioCatalogue } from './scenario-catalogue.ts';
import { openHanded, useFileDrop } from './use-file-drop.ts';

const recording = '{"format":"session-playground/recording@1","startedAt":0,"first":0,"events":0}\n';
const scenario = '{\n  "format": "session-playground/scenario@1",\n  "title": "recording@1"\n}';

const read: unknown[] = [];
const api = createApi('no token', 'http://app');
const openRecording = vi.fn();
beforeEach(() =>
  vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
    const asked = z.object({ 0: z.object({ name: z.string() }) }).parse(JSON.parse(body))[0];
    read.push(`${new URL(url).pathname} ${asked.name}`);
    return Response.json([{ result: { data: { name: asked.name, ok: false, problems: [] } } }]);
  }),
);
afterEach(() => {
  vi.unstubAllGlobals();
  read.length = 0;
  openRecording.mockClear();
  useWindow.setState({ toasts: [] });
  useScenarioCatalogue.setState({ files: [] });
  window.location.hash = '';
});

describe('a file handed over by the desktop', () => {
  it.each([
    ['a.sessionlab', recording],
    ['b.recording.ndjson', recording],
    ['c.ndjson', 'nonsense'],
  ])('is opened as a recording, where it begins as one or says that it is: %s', async (name, text) => {
    const file = { status: 'opened', name, text } as const;
    await openHanded(api, file, openRecording);
    expect(openRecording).toHaveBeenCalledExactlyOnceWith(file);
    expect(read).toEqual([]);
  });

  it.each([
    ['d.sessionlab', scenario],
    ['e.scenario.json', scenario],
    ['f.sessionlab', 'nonsense'],
  ])('is opened as a scenario otherwise, which says what it is not: %s', async (name, text) => {
    await openHanded(api, { status: 'opened', name, text }, openRecording);
    expect(openRecording).not.toHaveBeenCalled();
    expect(read).toEqual([`/api/readScenario ${name}`]);
  });
});

describe('a file dropped on the window', () => {
  const drop = (file: File) => {
    const wrapper = ({ children }: { children: ReactNode }) => (
      <ApiProvider value={api}>{children}</ApiProvider>
    );
    renderHook(() => useFileDrop(openRecording), { wrapper });
    fireEvent.drop(window, { dataTransfer: { types: ['Files'], files: [file] } });
  };

  it('is opened as what it begins as, a recording beyond the size of a scenario too', async () => {
    const long = `${recording}${' '.repeat(2 * 1024 * 1024)}`;
    drop(new File([long], 'a.sessionlab'));
    await eventually(() => expect(openRecording).toHaveBeenCalledOnce());
    expect(openRecording).toHaveBeenCalledWith({ name: 'a.sessionlab', text: long });
  });

  it('is opened as a scenario otherwise', async () => {
    drop(new File([scenario], 'b.sessionlab'));
    await eventually(() => expect(read).toEqual(['/api/readScenario b.sessionlab']));
    expect(openRecording).not.toHaveBeenCalled();
  });

  it('is not read where it is too large for a recording', async () => {
    const file = new File([recording], 'huge.ndjson');
    Object.defineProperty(file, 'size', { value: 64 * 1024 * 1024 + 1 });
    drop(file);
    await eventually(() =>
      expect(useWindow.getState().toasts[0]?.text).toBe('huge.ndjson: it is larger than 64 MB'),
    );
    expect(openRecording).not.toHaveBeenCalled();
  });
});

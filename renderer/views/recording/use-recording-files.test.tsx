import { afterEach, expect, it } from 'vitest';
import { useWindow } from '../../services/window/window-store.ts';
import { useRecordings } from './recording-store.ts';
import { openRecording } from './use-recording-files.ts';

afterEach(() => {
  useRecordings.getState().closeOpened();
  useWindow.setState({ toasts: [] });
  window.location.hash = '';
});

it('shows what a file holds, in the view of recordings, and says what is missing', () => {
  const text = '{"format":"session-playground/recording@1","startedAt":0,"first":0,"events":2}\n';
  openRecording({ name: 'a.sessionlab', text });
  expect(useRecordings.getState().opened?.name).toBe('a.sessionlab');
  expect(window.location.hash).toBe('#/recording');
  expect(useWindow.getState().toasts).toMatchObject([
    { kind: 'done', text: 'Opened a.sessionlab, which was cut off: its last 2 events are missing.' },
  ]);
});

it('refuses in words what is none, and goes nowhere', () => {
  openRecording({ name: 'b.ndjson', text: 'nonsense' });
  expect(useRecordings.getState().opened).toBeNull();
  expect(window.location.hash).toBe('');
  expect(useWindow.getState().toasts).toMatchObject([
    { kind: 'error', text: expect.stringMatching(/^Could not open b\.ndjson: it is no recording/) },
  ]);
});

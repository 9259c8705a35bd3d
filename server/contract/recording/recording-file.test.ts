import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../events/events.ts';
import { readRecording, recordingText } from './recording-file.ts';

const events: LogEvent[] = [
  {
    type: 'arrived',
    request: '1-1',
    method: 'GET',
    url: '/',
    cookie: null,
    place: 'process-1',
    seq: 4,
    at: 1,
  },
  { type: 'responded', request: '1-1', status: 200, seq: 5, at: 2 },
];
const text = recordingText({ startedAt: 1000, first: 4, horizon: null, events });

describe('a recording as a file', () => {
  it('is read as it was saved', () => {
    expect(readRecording(text, 9)).toEqual({
      ok: true,
      message: { epoch: 9, startedAt: 1000, first: 4, horizon: null, events },
      missing: 0,
    });
  });

  it('that was cut off is read as far as it goes', () => {
    expect(readRecording(text.slice(0, -20), 9)).toMatchObject({ ok: true, missing: 1 });
  });

  it.each([
    ['no-recording', '{"format":"session-playground/scenario@1"}'],
    ['no-recording', 'nonsense'],
    ['newer-recording', text.replace('recording@1', 'recording@2')],
    ['recording-line', text.replace('"status":200', '"status":"x"')],
    ['recording-line', text.replace('"seq":5', '"seq":3')],
    ['recording-over', text.replace('"events":2', '"events":9000000')],
  ])('is refused in words: %s', (code, given) => {
    expect(readRecording(given, 9)).toMatchObject({ ok: false, problem: { code } });
  });
});

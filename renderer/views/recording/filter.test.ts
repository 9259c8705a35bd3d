import { expect, it } from 'vitest';
import type { EventBody } from '../../../server/contract/events/events.ts';
import { logOf } from '../../history/sample-log.test-helper.ts';
import { anomaliesOf, narrowed, noFilter } from './filter.ts';
import { stateInWords } from './recording-head.tsx';

const request = (name: string, url: string, browser: string): EventBody[] => [
  { type: 'arrived', request: name, method: 'GET', url, cookie: null },
  { type: 'identified', request: name, browser },
  { type: 'responded', request: name, status: 200 },
];
const lost = (undone?: true): EventBody => ({
  type: 'anomaly',
  kind: 'lost update',
  request: '1-1',
  other: '2-1',
  sid: 's',
  paths: ['views'],
  ...(undone && { undone }),
});

it('requests are shown by browser, process, words and anomalies', () => {
  const log = logOf([
    ...request('1-1', '/a', 'b1'),
    ...request('2-1', '/b', 'b2'),
    ...request('1-2', '/c', 'b1'),
    lost(),
  ]);
  const shown = (filter: object) =>
    narrowed(log, { ...noFilter, ...filter }).lanes.lanes.map((lane) => lane.request);
  expect(shown({ browser: 'b1' })).toEqual(['1-1', '1-2']);
  expect(shown({ process: 'process-2' })).toEqual(['2-1']);
  expect(shown({ text: 'get /C' })).toEqual(['1-2']);
  expect(shown({ anomaliesOnly: true })).toEqual(['1-1', '2-1']);
});

it('what was lost for a while only is no anomaly in the end', () => {
  expect(anomaliesOf(logOf([lost()]))).toHaveLength(1);
  expect(anomaliesOf(logOf([lost(), lost(true)]))).toEqual([]);
});

it('how the app is stands in words', () => {
  const state = { command: 'node a.js', processes: [], dropped: 0, refused: null };
  expect(stateInWords({ ...state, app: { state: 'ended', code: null, signal: 'SIGKILL' }, dropped: 3 })).toBe(
    'The app was ended by SIGKILL. What was recorded stays here. (node a.js) 3 requests came faster than they could be sent, and were left out whole.',
  );
});

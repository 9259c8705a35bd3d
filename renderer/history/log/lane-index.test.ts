import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../server/contract/events/events.ts';
import { requestAt } from '../folds/requests.ts';
import { answered, called, load, logOf } from '../sample-log.test-helper.ts';
import { requestLabel } from './lane.ts';

const sent: EventBody = {
  type: 'sent',
  request: '1',
  browser: 'alice',
  group: null,
  method: 'GET',
  url: '/views',
  body: null,
  work: 5,
  cookie: null,
  mode: 'jar',
  withheld: [],
  redirectOf: null,
};
const saving = { request: '1', call: 900, sid: 'sid-1', operation: 'set', base: 1 } as const;
const story: EventBody[] = [
  { type: 'browser-added', browser: { name: 'alice', hue: 3 } },
  sent,
  ...load('1', [1, { views: 1 }]),
  { type: 'work', request: '1', phase: 'start' },
  { type: 'work', request: '1', phase: 'end' },
  { type: 'headers', request: '1', status: 200, setCookie: ['connect.sid=x'] },
  called({ ...saving, session: { views: 2 } }),
  answered(saving, [2, { views: 2 }]),
  { type: 'responded', request: '1', status: 200 },
  { type: 'received', request: '1', status: 200, body: '', bytes: 0 },
];

describe('a request’s lane', () => {
  it('has a segment for each step, with the versions it loaded and wrote', () => {
    const lane = requestAt(logOf(story), '1', 99);
    expect(
      lane?.segments.map(({ step, fromSeq, toSeq, version }) => [step, fromSeq, toSeq, version]),
    ).toEqual([
      ['load', 2, 3, 1],
      ['work', 4, 5, null],
      ['save', 7, 8, 2],
      ['respond', 9, 9, null],
    ]);
    expect(lane).toMatchObject({ browser: 'alice', hue: 3, status: 200, loaded: [1], wrote: [2] });
    expect(lane?.marks.map(({ type }) => type)).toEqual(['set-cookie']);
    expect(lane?.end?.type).toBe('received');
  });

  it('shows at a cursor only what had happened by then', () => {
    const lane = requestAt(logOf(story), '1', 7);
    expect(lane?.segments.at(-1)).toMatchObject({ step: 'save', to: null, version: null });
    expect(lane).toMatchObject({ wrote: [], end: null, status: 200 });
    expect(requestAt(logOf(story), '1', 0)).toBeUndefined();
  });

  it('says which step failed', () => {
    const log = logOf([sent, called(saving), answered(saving, null, 'disk full')]);
    expect(requestAt(log, '1', 9)?.segments).toMatchObject([
      { step: 'save', error: 'disk full', version: null },
    ]);
  });

  it('ends when it was given up', () => {
    const log = logOf([sent, { type: 'send-failed', request: '1', message: 'reset' }]);
    expect(requestAt(log, '1', 9)?.end).toMatchObject({ type: 'failed', message: 'reset' });
  });

  it('is named by number, or by the name it was given', () => {
    expect([requestLabel('12'), requestLabel('A')]).toEqual(['#12', 'A']);
  });
});

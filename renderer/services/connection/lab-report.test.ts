import { describe, expect, it } from 'vitest';
import type { EventBody, LogMessage } from '../../../server/contract/events/events.ts';
import { labReport } from './lab-report.ts';

const message = (...bodies: EventBody[]): LogMessage => ({
  epoch: 1,
  startedAt: 0,
  first: 0,
  horizon: null,
  events: bodies.map((body, seq) => ({ ...body, seq, at: seq })),
});
const stopped = (requests: string[]): EventBody => ({
  type: 'lab-stopped',
  reason: 'unresponsive',
  message: 'a handler did not give control back for 5 s.',
  requests,
});

describe('when the lab ends by itself', () => {
  it('says why, and what was lost', () => {
    expect(labReport(message(stopped(['1', '2'])))?.text).toBe(
      'The lab ended: a handler did not give control back for 5 s. 2 requests were lost.',
    );
  });
  it('says nothing while all is well', () => {
    expect(labReport(message({ type: 'clock', offset: 0 }))).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../server/contract/events/events.ts';
import { createLog, receive } from '../../history/log/event-log.ts';
import { createLogFilter, extendFilter } from './log-filter.ts';

const arrived = (request: string, url: string): EventBody => ({
  type: 'arrived',
  request,
  method: 'GET',
  url,
  cookie: null,
});
const clock: EventBody = { type: 'clock', offset: 60_000 };

function logWith(...batches: EventBody[][]) {
  let seq = 0;
  let log = createLog();
  for (const batch of batches) {
    const events = batch.map((body) => ({ ...body, seq: seq++, at: seq }));
    log = receive(log, { epoch: 1, startedAt: 0, first: 0, horizon: null, events });
  }
  return log;
}

describe('narrowing the log', () => {
  it('shows only the kind that is chosen', () => {
    const log = logWith([arrived('1', '/views'), clock]);
    expect(extendFilter(createLogFilter('lab', ''), log).map(({ type }) => type)).toEqual(['clock']);
  });
  it('finds every word of the sentence on screen, whatever the case', () => {
    const log = logWith([arrived('1', '/views'), arrived('2', '/me'), clock]);
    expect(extendFilter(createLogFilter('all', 'ARRIVES /me'), log).map(({ seq }) => seq)).toEqual([1]);
  });
  it('takes up what is new without looking at the old again', () => {
    const log = logWith([arrived('1', '/views')]);
    const filter = createLogFilter('request', '');
    extendFilter(filter, log);
    receive(log, {
      epoch: 1,
      startedAt: 0,
      first: 0,
      horizon: null,
      events: [{ ...arrived('2', '/me'), seq: 1, at: 9 }],
    });
    expect(extendFilter(filter, log).map(({ seq }) => seq)).toEqual([0, 1]);
  });
  it('forgets what the log has dropped', () => {
    const log = logWith([arrived('1', '/views'), arrived('2', '/me')]);
    const filter = createLogFilter('request', '');
    extendFilter(filter, log);
    receive(log, { epoch: 1, startedAt: 0, first: 1, horizon: null, events: [] });
    expect(extendFilter(filter, log).map(({ seq }) => seq)).toEqual([1]);
  });
});

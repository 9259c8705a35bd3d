import { describe, expect, it } from 'vitest';
import { createLog, receive } from '../log/event-log.ts';
import { logged, messageOf } from '../sample-log.test-helper.ts';
import { sinceBurst, sinceEvent } from './elapsed.ts';

const sent = (request: string, group: string | null, at: number) => ({
  type: 'sent' as const,
  request,
  group,
  at,
  browser: 'alice',
  method: 'GET',
  url: '/',
  body: null,
  work: 0,
  cookie: null,
  mode: 'jar' as const,
  withheld: [],
  redirectOf: null,
});
const responded = (request: string, at: number) => ({ type: 'responded' as const, request, status: 200, at });
const log = receive(
  createLog(),
  messageOf(
    logged([
      sent('1', null, 100),
      sent('2', 'g1', 1000),
      sent('3', 'g1', 1400),
      responded('3', 2000),
      responded('1', 2500),
      { type: 'clock', offset: 5, at: 3000 },
    ]),
  ),
);

describe('the time of an event', () => {
  it('is told from the first request that was sent together with its own, or from its own alone', () => {
    expect([0, 1, 2, 3, 4, 5].map((seq) => sinceBurst(log, seq))).toEqual([
      { seq: 0, us: 0 },
      { seq: 1, us: 0 },
      { seq: 1, us: 400 },
      { seq: 1, us: 1000 },
      { seq: 0, us: 2400 },
      null,
    ]);
  });

  it('is told from another that was marked, before it or after it', () => {
    expect(sinceEvent(log, 3, 1)).toEqual({ seq: 1, us: 1000 });
    expect(sinceEvent(log, 1, 3)).toEqual({ seq: 3, us: -1000 });
    expect([null, 3, 99].map((other) => sinceEvent(log, 3, other))).toEqual([null, null, null]);
  });
});

import { describe, expect, it } from 'vitest';
import { createLog, receive } from '../../history/log/event-log.ts';
import { messageOf } from '../../history/sample-log.test-helper.ts';
import { playTraffic } from '../../history/traffic.test-helper.ts';
import { lossesAt } from './losses-at.ts';

const visit = (request: string, at: number) => ({
  request,
  browser: 'alice',
  at,
  work: 30_000,
  writes: true,
});
const traffic = playTraffic([visit('1', 0), visit('2', 100_000), visit('3', 100_100)], { alice: 0 });
const log = receive(createLog(), messageOf(traffic));
const firstEventOf = (request: string) =>
  log.events.find((event) => 'request' in event && event.request === request)?.seq ?? -1;

describe('the losses told at a cursor', () => {
  it('are those that the request at the cursor will suffer', () => {
    expect(lossesAt(log, firstEventOf('2'), null).map(({ by }) => by)).toEqual(['2']);
  });
  it('are those of the request that was picked out, wherever the cursor is', () => {
    expect(lossesAt(log, 0, { type: 'request', request: '2' }).map(({ by }) => by)).toEqual(['2']);
  });
  it('are told once each, at the event that undid the write too', () => {
    const undoing = log.sessions.entries.at(-1)?.seq ?? -1;
    expect(lossesAt(log, undoing, { type: 'request', request: '2' })).toHaveLength(1);
  });
  it('are none for a request whose write stands', () => {
    expect(lossesAt(log, firstEventOf('3'), null)).toEqual([]);
  });
});

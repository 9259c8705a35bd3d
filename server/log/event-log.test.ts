import { describe, expect, it } from 'vitest';
import type { EventBody } from '../contract/events/events.ts';
import { createNotifier } from '../threads/notifier.ts';
import type { EventLog } from './event-log.ts';
import { alice, courseOf, newLog, whole, worldOf } from './log.test-helper.ts';
import { readLog } from './read-log.ts';
import { requestOf, type TimedEvent } from './timed-event.ts';

let time = 0;
const now = (events: readonly EventBody[]): TimedEvent[] => events.map((event) => ({ ...event, at: ++time }));
const requestsIn = (log: EventLog) => [...new Set(whole(log).map(requestOf))];

describe('the event log', () => {
  it('numbers events from 0, and never lets time fall', () => {
    const log = newLog(100);
    log.append([{ ...alice, at: 5 }]);
    log.append([
      { ...alice, at: 3 },
      { ...alice, at: 9 },
    ]);
    expect(whole(log).map(({ seq, at }) => [seq, at])).toEqual([
      [0, 5],
      [1, 5],
      [2, 9],
    ]);
  });

  it('never holds more than it may, and tells what it dropped', () => {
    const log = newLog(60);
    log.append([alice]);
    for (let request = 1; request <= 100; request++) log.append(now(courseOf(String(request), 's', request)));
    expect(whole(log).length).toBeLessThanOrEqual(60);
    expect(log.next()).toBe(601);
    expect(log.horizon()).toMatchObject({ droppedEvents: log.first(), clock: 0 });
    expect((log.horizon()?.droppedRequests ?? 0) + requestsIn(log).length).toBe(100);
    expect(whole(log)[0]).toMatchObject({ type: 'sent', seq: log.first() });
  });

  it('keeps the beginning of a request that is still under way', () => {
    const log = newLog(200);
    log.append([alice]);
    const [sent, arrived, ...rest] = courseOf('long', 'long', 1);
    log.append(now([sent, arrived].filter((event) => event !== undefined)));
    for (let request = 1; request <= 100; request++) log.append(now(courseOf(String(request), 's', request)));
    log.append(now(rest));
    const long = whole(log).filter((event) => requestOf(event) === 'long');
    expect(long.map(({ type }) => type)).toEqual(courseOf('long', 'long', 1).map(({ type }) => type));
    expect(whole(log).slice(0, 2)).toEqual(long.slice(0, 2));
  });

  it('states again what a dropped event said after one that is carried over', () => {
    const log = newLog(200);
    log.append([alice]);
    log.append(now(courseOf('early', 'shared', 1).slice(0, 3)));
    log.append(now(courseOf('2', 'shared', 2)));
    for (let request = 3; request <= 60; request++)
      log.append(now(courseOf(String(request), `s${request}`, 1)));
    expect(requestsIn(log)).toContain('early');
    expect(requestsIn(log)).not.toContain('2');
    expect(worldOf(log).sessions.get('shared')).toMatchObject({
      sid: 'shared',
      session: '{"by":"2"}',
      version: 2,
    });
  });

  it('lets go of requests that were under way in a lab that is gone', () => {
    const log = newLog(200);
    log.append(now(courseOf('outside', 's', 1).slice(1, 3)));
    log.append(now([{ type: 'lab-stopped', reason: 'crashed', message: '', requests: [] }]));
    for (let request = 1; request <= 60; request++) log.append(now(courseOf(String(request), 's', request)));
    expect(requestsIn(log)).not.toContain('outside');
  });

  it('keeps its bound even when more is under way than fits', () => {
    const log = newLog(100);
    for (let request = 1; request <= 500; request++)
      log.append(now(courseOf(String(request), 's', 1).slice(0, 2)));
    expect(whole(log).length).toBeLessThanOrEqual(100);
    expect(whole(log).map(({ seq }) => seq)).toEqual(whole(log).map((_, place) => log.first() + place));
  });
});

describe('a log of large sessions', () => {
  const maxBytes = 300_000;
  const sizeIn = (log: EventLog) =>
    log.slice(log.first(), log.next() - log.first()).reduce((size, event) => size + event.size(), 0);
  const large = (request: number, sid = `s${request}`): TimedEvent[] =>
    courseOf(`${request}`, sid, 1).map((event) => {
      const after = JSON.stringify({ by: request, big: 'x'.repeat(20_000) });
      return event.type === 'store-answered' ? { ...event, after, at: request } : { ...event, at: request };
    });

  it('is bounded by their bytes, its horizon too, which says what was left out', () => {
    const log = newLog(1e6, 1, maxBytes);
    log.append([alice]);
    for (let request = 0; request < 200; request++) {
      log.append(large(request));
      expect(sizeIn(log)).toBeLessThanOrEqual(maxBytes + 25_000);
    }
    const horizon = log.horizon();
    expect(JSON.stringify(horizon).length).toBeLessThan(maxBytes / 2);
    const told = (horizon?.sessions.length ?? 0) + (horizon?.droppedSessions ?? 0);
    expect(horizon?.droppedSessions).toBeGreaterThan(100);
    expect(told).toBe(horizon?.droppedRequests ?? 0);
  });

  it('leads to what is true, however often one of them is written', () => {
    const log = newLog(1e6, 1, maxBytes);
    log.append([alice]);
    for (let request = 0; request < 200; request++) log.append(large(request, `s${request % 3}`));
    const { sessions } = worldOf(log);
    expect([...sessions.values()].map(({ session }) => JSON.parse(session).by).sort()).toEqual([
      197, 198, 199,
    ]);
    expect(log.horizon()?.droppedSessions).toBeUndefined();
  });

  it('is read in messages that are no larger than a page takes in at once', async () => {
    const log = newLog(1e6);
    for (let request = 0; request < 300; request++) log.append(large(request));
    const stop = new AbortController();
    const sizes: number[] = [];
    let read = 0;
    for await (const message of readLog(() => log, createNotifier(), { epoch: 1, seq: -1 }, stop.signal)) {
      sizes.push(JSON.stringify(message.events).length);
      read += message.events.length;
      if (read === log.next()) stop.abort();
    }
    expect(Math.max(...sizes)).toBeLessThan(1.2 * 1024 * 1024);
    expect(sizes.length).toBeGreaterThan(4);
  });
});

import { describe, expect, it } from 'vitest';
import { defaultLabConfig } from '../../../server/contract/options/lab-config.ts';
import { jarsAt } from '../folds/jars.ts';
import { eventCount, firstSeq, lastSeq } from '../folds/position.ts';
import { sessionAt, storeAt } from '../folds/sessions.ts';
import { logged, messageOf, sessionText } from '../sample-log.test-helper.ts';
import { burstsOf, playTraffic, sampleHues } from '../traffic.test-helper.ts';
import { createLog, type EventLog, receive } from './event-log.ts';

const traffic = playTraffic(burstsOf(40, 5), sampleHues);

const inBatches = (size: number): EventLog => {
  let log = createLog();
  for (let i = 0; i < traffic.length; i += size) log = receive(log, messageOf(traffic.slice(i, i + size)));
  return log;
};

describe('the log', () => {
  it('is the same whether it came at once or event by event', () => {
    const [whole, pieces] = [inBatches(traffic.length), inBatches(1)];
    expect(pieces.events).toEqual(whole.events);
    expect(pieces.lanes.lanes).toEqual(whole.lanes.lanes);
    expect(storeAt(pieces, lastSeq(pieces))).toEqual(storeAt(whole, lastSeq(whole)));
  });

  it('takes an event once, although a reconnect brings it again', () => {
    const log = receive(inBatches(100), messageOf(traffic.slice(-30)));
    expect(log.events).toHaveLength(traffic.length);
  });

  it('begins anew with another epoch', () => {
    const log = receive(inBatches(100), messageOf(traffic.slice(0, 3), { epoch: 2 }));
    expect(log.epoch).toBe(2);
    expect(log.events).toHaveLength(3);
  });
});

describe('a log of which the older part was dropped', () => {
  const horizon = {
    droppedRequests: 10,
    droppedEvents: 200,
    config: defaultLabConfig(),
    handler: null,
    clock: 60_000,
    browsers: [{ browser: { name: 'zoe', hue: 5 }, cookies: [] }],
    sessions: [{ sid: 'old', session: sessionText({ views: 7 }), version: 4 }],
  };

  it('knows what was true where it begins', () => {
    const events = logged([{ type: 'printed', stream: 'stdout', text: 'hello' }], 200);
    const log = receive(createLog(), messageOf(events, { first: 200, horizon }));
    expect(jarsAt(log, 200).map(({ browser, hue }) => [browser, hue])).toEqual([['zoe', 5]]);
    expect(storeAt(log, 200)).toMatchObject({ count: 1, sessions: [{ sid: 'old', last: { version: 4 } }] });
    expect(log.lab.at(-1)).toMatchObject({ clock: 60_000 });
  });

  it('steps through what is kept only, and still shows the same store and jars', () => {
    const full = inBatches(100);
    const dropped = receive(inBatches(100), messageOf([], { first: 300, horizon }));
    expect(firstSeq(dropped)).toBe(300);
    expect(eventCount(dropped)).toBe(traffic.length - 300);
    for (const seq of [300, 400, lastSeq(full)]) {
      for (const sid of Object.keys(sampleHues).map((name) => `session-of-${name}`))
        expect(sessionAt(dropped, sid, seq)?.last).toEqual(sessionAt(full, sid, seq)?.last);
      expect(storeAt(dropped, seq).count).toBe(storeAt(full, seq).count);
      expect(jarsAt(dropped, seq)).toEqual(jarsAt(full, seq));
    }
  });

  it('begins anew from the horizon when events were dropped that never came', () => {
    const behind = receive(createLog(), messageOf(traffic.slice(0, 50)));
    const events = logged([{ type: 'printed', stream: 'stdout', text: 'later' }], 700);
    const log = receive(behind, messageOf(events, { first: 700, horizon }));
    expect(log.events.map(({ seq }) => seq)).toEqual([700]);
    expect(log.lanes.lanes).toEqual([]);
    expect(jarsAt(log, 700).map(({ browser }) => browser)).toEqual(['zoe']);
    expect(storeAt(log, 700)).toMatchObject({ count: 1, sessions: [{ sid: 'old', last: { version: 4 } }] });
  });

  it('goes on with the same log when the oldest that is kept follows what it has', () => {
    const log = receive(createLog(), messageOf(traffic.slice(0, 50)));
    expect(receive(log, messageOf(traffic.slice(50, 60), { first: 50, horizon }))).toBe(log);
  });

  it('frees memory in lumps', () => {
    const log = receive(inBatches(100), messageOf([], { first: traffic.length - 20, horizon }));
    expect(log.events).toHaveLength(20);
    expect(log.lanes.lanes.length).toBeLessThan(10);
    expect(log.lanes.byRequest.size).toBe(log.lanes.lanes.length);
    expect(storeAt(log, lastSeq(log)).count).toBe(storeAt(inBatches(100), traffic.length).count);
  });
});

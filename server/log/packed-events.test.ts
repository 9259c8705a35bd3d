import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordOf } from './event-record.ts';
import { packEvents, unpackEvents } from './packed-events.ts';
import type { TimedEvent } from './timed-event.ts';

const text = fc.string({ unit: 'binary' });
const request = fc.string({ maxLength: 3 });
const at = fc.nat(1e12);
const event: fc.Arbitrary<TimedEvent> = fc.oneof(
  fc.record({ type: fc.constant('printed' as const), stream: fc.constant('stdout' as const), text, at }),
  fc.record({ type: fc.constant('responded' as const), request, status: fc.nat(599), at }),
  fc.record({
    type: fc.constant('error' as const),
    request: fc.option(request),
    message: text,
    stack: fc.option(text),
    at,
  }),
);

/** As a transfer to another thread leaves them. */
const carried = (events: readonly TimedEvent[]) => {
  const packed = packEvents(events);
  return unpackEvents(structuredClone(packed, { transfer: [packed.buffer] }));
};

describe('events that crossed to another thread', () => {
  it('are what they were, whatever is written in them', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const records = carried(events);
        expect(records.map((record) => record.event())).toEqual(events);
        expect(records.map((record) => [record.type, record.at, record.request])).toEqual(
          events.map(recordOf).map((record) => [record.type, record.at, record.request]),
        );
      }),
    );
  });

  it('are one line of JSON each at their place in a log, also where its time is another', () => {
    fc.assert(
      fc.property(event, fc.nat(), fc.nat(2), (told, seq, later) => {
        for (const record of [recordOf(told), ...carried([told])]) {
          const placed = record.placed(seq, told.at + later);
          const line = placed.line();
          expect(line).not.toContain('\n');
          expect(JSON.parse(line)).toEqual({ ...told, seq, at: told.at + later });
          expect(placed.logged()).toEqual(JSON.parse(line));
          expect(placed.logged()).toBe(placed.logged());
        }
      }),
    );
  });

  it('leave nothing behind where they came from', () => {
    const packed = packEvents([{ type: 'clock', offset: 1, at: 2 }]);
    structuredClone(packed, { transfer: [packed.buffer] });
    expect(packed.buffer.byteLength).toBe(0);
  });
});

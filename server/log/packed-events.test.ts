import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordOf } from './event-record.ts';
import { createPacker, unpackEvents } from './packed-events.ts';
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

const packer = createPacker();

const pack = (events: readonly TimedEvent[]) => {
  for (const event of events) packer.add(event);
  return packer.take();
};

/** As a transfer to another thread leaves them. */
const carried = (events: readonly TimedEvent[]) => {
  const packed = pack(events);
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

  it('have their place in a log, and its time', () => {
    fc.assert(
      fc.property(event, fc.nat(), fc.nat(2), (told, seq, later) => {
        for (const record of [recordOf(told), ...carried([told])]) {
          const placed = record.placed(seq, told.at + later);
          const logged = { ...told, seq, at: told.at + later };
          expect(placed.parsed()).toEqual(logged);
          expect(placed.logged()).toEqual(logged);
          expect(placed.logged()).toBe(placed.logged());
        }
      }),
    );
  });

  it('may be longer than any before', () => {
    const long: TimedEvent = { type: 'printed', stream: 'stdout', text: '€'.repeat(100_000), at: 1 };
    expect(carried([long, long]).map((record) => record.event())).toEqual([long, long]);
  });

  it('may be more than any before', () => {
    const many = Array.from({ length: 5000 }, (_, at): TimedEvent => ({ type: 'clock', offset: at, at }));
    expect(carried(many).map((record) => record.event())).toEqual(many);
  });

  it('are not disturbed by one that cannot be written', () => {
    const fine: TimedEvent = { type: 'clock', offset: 1, at: 2 };
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    packer.add(fine);
    expect(() => packer.add(Object.assign(circle, fine))).toThrow();
    expect(packer.count()).toBe(1);
    expect(carried([fine]).map((record) => record.event())).toEqual([fine, fine]);
  });

  it('leave nothing behind where they came from', () => {
    const packed = pack([{ type: 'clock', offset: 1, at: 2 }]);
    structuredClone(packed, { transfer: [packed.buffer] });
    expect(packed.buffer.byteLength).toBe(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultRows, faultTargets } from './fault-rows.ts';
import {
  type Faults,
  faultPatchSchema,
  faultsInWords,
  faultsNotRaced,
  isFaulty,
  noFaults,
  patchBetween,
  patchFaults,
  patchInWords,
} from './faults.ts';

const count = fc.oneof(fc.nat({ max: 3 }), fc.constant('always' as const));
const ms = fc.oneof(fc.constant(0), fc.nat({ max: 1500 }));
const operation = fc.option(
  fc.record({ latency: fc.integer({ min: 1, max: 50 }), fails: count, message: fc.constant('READONLY') }),
);
const faults: fc.Arbitrary<Faults> = fc.record({
  store: fc.record({
    get: operation,
    set: operation,
    touch: operation,
    destroy: operation,
    connected: fc.boolean(),
  }),
  sender: fc.record({ givesUpAfter: ms, bodyTakes: ms }),
  server: fc.record({ latency: ms, refuses: count, hangsUp: count }),
  process: fc.record({ pause: ms, crashes: count }),
  clock: fc.record({ skew: fc.integer({ min: -1000, max: 1000 }) }),
});

const parsed = (patch: unknown) => faultPatchSchema.parse(patch);

describe('what goes wrong', () => {
  it('gets from any state to any other by the patch between them, which a file can hold', () => {
    fc.assert(
      fc.property(faults, faults, (before, after) => {
        const patch = patchBetween(before, after);
        if (patch === null) return expect(after).toEqual(before);
        const written = parsed(JSON.parse(JSON.stringify(patch)));
        expect(patchFaults(before, written)).toEqual(after);
      }),
    );
  });

  it('is said of each target that is faulty, and of no other', () => {
    fc.assert(
      fc.property(faults, (some) => {
        const words = faultsInWords(some);
        for (const target of faultTargets) {
          const one = { ...noFaults, [target]: some[target] };
          const own = faultsInWords(one);
          expect(words.includes(own)).toBe(isFaulty(one) || !isFaulty(some));
          expect(own.startsWith(`${faultRows[target].subject} `)).toBe(isFaulty(one));
          expect(faultsNotRaced(one)).toBe(isFaulty(one) ? `faulty-${target}-raced` : null);
        }
        expect(words === 'Everything works as it should.').toBe(!isFaulty(some));
      }),
    );
  });

  it('may name the store’s operations by themselves, as files did before', () => {
    const bare = parsed({ set: { latency: 300 }, connected: false });
    const named = parsed({ store: { set: { latency: 300 }, connected: false } });
    expect(patchFaults(noFaults, bare)).toEqual(patchFaults(noFaults, named));
    expect(patchInWords(bare)).toEqual(patchInWords(named));
  });

  it('ends of one target and stays of the others', () => {
    const both = patchFaults(noFaults, parsed({ server: { refuses: 1 }, clock: { skew: 5 } }));
    expect(patchFaults(both, parsed({ server: 'none' }))).toEqual({ ...noFaults, clock: { skew: 5 } });
    expect(patchFaults(both, 'none')).toEqual(noFaults);
  });
});

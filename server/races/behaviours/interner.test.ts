import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TupleInterner } from './interner.ts';

/** Few values, so that tuples come again, and the ends of what 32 bits hold. */
const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(-1, 2 ** 31 - 1, -(2 ** 31)));
const tuples = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1 }));

/** The numbers that tuples get, each in its turn, and what is read back by them. */
function interned(interner: TupleInterner, given: readonly number[][]) {
  const numbers = given.map((tuple) => interner.numberOf(Int32Array.from(tuple)));
  const into = new Int32Array(interner.width);
  const back = numbers.map((number) => {
    interner.read(number, into);
    return [...into];
  });
  return { numbers, back };
}

describe('an interner of tuples', () => {
  it('gives each its own number, in the order in which they come, and the tuple back', () => {
    fc.assert(
      fc.property(tuples, (given) => {
        const interner = new TupleInterner(given[0]?.length ?? 1);
        const { numbers, back } = interned(interner, given);
        const texts = given.map((tuple) => tuple.join());
        const known = [...new Set(texts)];
        expect(numbers).toEqual(texts.map((text) => known.indexOf(text)));
        expect(back).toEqual(given);
        expect(interner.size).toBe(known.length);
      }),
    );
  });

  it('holds many, and finds none that was not given', () => {
    const interner = new TupleInterner(2);
    const given = Array.from({ length: 5000 }, (_, i) => [i % 71, i]);
    expect(interned(interner, given).numbers).toEqual(given.map((_, i) => i));
    expect(interner.find(Int32Array.of(3, 3))).toBe(3);
    expect(interner.find(Int32Array.of(4, 3))).toBe(-1);
  });

  it('begins anew once it was cleared', () => {
    const interner = new TupleInterner(1);
    interned(interner, [[7], [8]]);
    interner.clear();
    expect(interner.find(Int32Array.of(7))).toBe(-1);
    expect(interned(interner, [[8], [7]]).numbers).toEqual([0, 1]);
  });
});

import { describe, expect, it } from 'vitest';
import { diffLines } from './json-diff.ts';

const summary = (before: unknown, after: unknown) =>
  diffLines(before, after).map(({ path, change }) => `${path} ${change}`);

describe('a value set against the one before', () => {
  it('tells what is the same, changed, added and removed', () => {
    expect(summary({ a: 1, b: 2, c: 3 }, { a: 1, b: 5, d: 4 })).toEqual([
      'a same',
      'b changed',
      'd added',
      'c removed',
    ]);
  });
  it('marks the object and the line inside it', () => {
    const [cart] = diffLines({ cart: { apples: 1, pears: 2 } }, { cart: { apples: 2, pears: 2 } });
    expect(cart?.change).toBe('changed');
    expect(cart?.children?.map((line) => `${line.path} ${line.change}`)).toEqual([
      'cart.apples changed',
      'cart.pears same',
    ]);
  });
  it('shows a whole removed object as removed', () => {
    const [cart] = diffLines({ cart: { apples: 1 } }, {});
    expect(cart?.children?.map((line) => line.change)).toEqual(['removed']);
  });
  it('takes anything that is no object for empty', () => {
    expect(summary(null, { a: 1 })).toEqual(['a added']);
  });
});

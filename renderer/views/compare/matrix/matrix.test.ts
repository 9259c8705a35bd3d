import { expect, it } from 'vitest';
import { neighbourOf } from './matrix.tsx';

it('an arrow leads to the cell beside, above or below, and never out of the row or the matrix', () => {
  const from = (at: number) =>
    ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((key) => neighbourOf(at, key, 3, 6));
  expect(from(1)).toEqual([0, 2, null, 4]);
  expect(from(2)).toEqual([1, null, null, 5]);
  expect(from(3)).toEqual([null, 4, 0, null]);
});

it('with one column, left and right lead nowhere', () => {
  expect(neighbourOf(1, 'ArrowLeft', 1, 3)).toBeNull();
  expect(neighbourOf(1, 'ArrowRight', 1, 3)).toBeNull();
  expect(neighbourOf(1, 'ArrowDown', 1, 3)).toBe(2);
});

it('any other key leads nowhere', () => {
  expect(neighbourOf(1, 'Enter', 3, 6)).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { countText, percentText, shareOf, sumOf } from './race-counts.ts';

const huge = '90071992547409930';

describe('counts of schedules', () => {
  it('are written exactly, however large', () => {
    expect(countText(369_600)).toBe('369,600');
    expect(countText(huge)).toBe('90,071,992,547,409,930');
  });
  it('are added exactly', () => {
    expect(sumOf([1, 2])).toBe(3);
    expect(sumOf([huge, 1])).toBe('90071992547409931');
  });
  it('are shares of a whole, which may be nothing', () => {
    expect(shareOf(9, 20)).toBe(0.45);
    expect(shareOf(huge, huge)).toBe(1);
    expect(shareOf(0, 0)).toBe(0);
  });
});

describe('a share in percent', () => {
  it.each([
    [0, '0%'],
    [0.00001, '<0.1%'],
    [0.015, '1.5%'],
    [0.05, '5%'],
    [0.45, '45%'],
    [0.998, '99%'],
    [0.99999, '>99.9%'],
    [1, '100%'],
  ])('%d is %s', (share, text) => {
    expect(percentText(share)).toBe(text);
  });
});

import { describe, expect, it } from 'vitest';
import { shortenMiddle } from './id-chip.tsx';

describe('a shortened ID', () => {
  it('stays whole when it is short enough', () => {
    expect(shortenMiddle('abc')).toBe('abc');
  });
  it('keeps both ends', () => {
    expect(shortenMiddle('Yk3abcdefghijkxyz')).toBe('Yk3a…kxyz');
  });
  it('is exactly as long as asked', () => {
    expect(shortenMiddle('0123456789abcdef', 8)).toHaveLength(8);
  });
});

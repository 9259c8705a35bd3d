import { describe, expect, it } from 'vitest';
import { clockText, parseDuration, parseMilliseconds } from './duration.ts';

describe('the clock in the top bar', () => {
  it.each([
    [0, '+0:00'],
    [65_000, '+1:05'],
    [3_660_000, '+1:01:00'],
    [86_400_000 + 1000, '+1 d 0:00:01'],
  ])('%i ms ahead is %s', (ms, text) => {
    expect(clockText(ms)).toBe(text);
  });
});

describe('an amount of time as it is typed', () => {
  it.each([
    ['5', 300_000],
    ['90s', 90_000],
    ['1h 30m', 5_400_000],
    ['1.5 h', 5_400_000],
    ['2 D', 172_800_000],
  ])('%s is %i ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
  it.each(['', 'soon', '5 parsecs', '-1m'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});

describe('an amount of time where ms are meant', () => {
  it('takes a bare number for ms, and units for what they are', () => {
    expect(parseMilliseconds(' 60000 ')).toBe(60_000);
    expect(parseMilliseconds('1m')).toBe(60_000);
    expect(parseMilliseconds('abc')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { parseTrustProxy } from './trust-proxy-text.ts';

describe('what is typed into trust proxy', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['', false],
    ['2', 2],
    ['loopback, 10.0.0.1', 'loopback, 10.0.0.1'],
  ])('%j means %j', (text, value) => {
    expect(parseTrustProxy(text)).toBe(value);
  });
});

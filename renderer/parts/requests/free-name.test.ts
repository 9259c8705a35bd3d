import { describe, expect, it } from 'vitest';
import { freeName } from './free-name.ts';

describe('a name for another browser', () => {
  it('is the next that is not taken', () => {
    expect(freeName(['alice', 'carol'])).toBe('bob');
  });
  it('is a number when the names are used up', () => {
    expect(freeName(['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi'])).toBe('browser 9');
  });
});

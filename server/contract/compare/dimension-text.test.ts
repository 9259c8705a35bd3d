import { describe, expect, it } from 'vitest';
import { parseDimension } from './dimension-text.ts';

describe('the values of a dimension', () => {
  it('are told apart by commas', () => {
    expect(parseDimension('resave=true, false')).toEqual({ key: 'resave', values: ['true', 'false'] });
  });
  it('may hold commas inside brackets and quotes', () => {
    expect(parseDimension('secret=["a","b"],["b"],"x,y"')).toEqual({
      key: 'secret',
      values: ['["a","b"]', '["b"]', '"x,y"'],
    });
  });
  it('have a key before them, and none is empty', () => {
    for (const text of ['resave', '=true', 'resave=true,', 'resave='])
      expect(parseDimension(text)).toBeNull();
  });
});

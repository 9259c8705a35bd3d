import { describe, expect, it } from 'vitest';
import { keyed, movedUp, secretsOf, withoutSecret, withSecret } from './secrets-control.tsx';

describe('the list of secrets', () => {
  it('is empty for anything else', () => {
    expect(secretsOf('keyboard cat')).toEqual([]);
    expect(secretsOf(['a', 1])).toEqual(['a']);
  });
  it('changes and removes one by its place', () => {
    expect(withSecret(['a', 'b'], 1, 'c')).toEqual(['a', 'c']);
    expect(withoutSecret(['a', 'b', 'c'], 1)).toEqual(['a', 'c']);
    expect(withoutSecret(['a'], 0)).toBeNull();
  });
  it('moves one up, so that another one signs', () => {
    expect(movedUp(['a', 'b', 'c'], 1)).toEqual(['b', 'a', 'c']);
    expect(movedUp(['a', 'b', 'c'], 2)).toEqual(['a', 'c', 'b']);
    expect(movedUp(['a', 'b'], 0)).toEqual(['a', 'b']);
  });
  it('keeps two that are alike apart', () => {
    expect(new Set(keyed(['a', 'a', 'b']).map(({ key }) => key)).size).toBe(3);
  });
});

import { describe, expect, it } from 'vitest';
import { takeToken } from './token.ts';

const storage = () => {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  };
};
const address = (hash: string) => ({ hash, pathname: '/', search: '' });

describe('the token in the address', () => {
  it('is taken from the fragment, which is then gone from the address', () => {
    const shown: string[] = [];
    expect(takeToken(address('#token=abc'), storage(), (url) => shown.push(url))).toBe('abc');
    expect(shown).toEqual(['/']);
  });
  it('is still there after a reload', () => {
    const kept = storage();
    takeToken(address('#token=abc'), kept, () => undefined);
    expect(takeToken(address(''), kept, () => undefined)).toBe('abc');
  });
  it('gives way to a newer one', () => {
    const kept = storage();
    takeToken(address('#token=old'), kept, () => undefined);
    expect(takeToken(address('#token=new'), kept, () => undefined)).toBe('new');
  });
  it('may come with what is to be looked at first, which stays in the address', () => {
    const shown: string[] = [];
    const hash = `#token=abc&open=${encodeURIComponent('/lessons/file/a%20b')}`;
    expect(takeToken(address(hash), storage(), (url) => shown.push(url))).toBe('abc');
    takeToken(address('#token=abc&open=javascript:alert(1)'), storage(), (url) => shown.push(url));
    expect(shown).toEqual(['/#/lessons/file/a%20b', '/']);
  });
  it('is null when the page was opened without it', () => {
    expect(takeToken(address(''), storage(), () => undefined)).toBeNull();
  });
});

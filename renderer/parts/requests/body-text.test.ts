import { describe, expect, it } from 'vitest';
import { parseForm, parseHeaders, parseJson } from './body-text.ts';

describe('a form as it is typed', () => {
  it('is one field a line, and a value may hold =', () => {
    expect(parseForm('username=johndoe\n\n token=a=b\nempty')).toEqual({
      username: 'johndoe',
      token: 'a=b',
      empty: '',
    });
  });
});

describe('headers as they are typed', () => {
  it('are one a line', () => {
    expect(parseHeaders('X-Forwarded-Proto: https\nAccept:*/*')).toEqual({
      'X-Forwarded-Proto': 'https',
      Accept: '*/*',
    });
  });
  it('are refused when a line is none', () => {
    expect(parseHeaders('not a header')).toBeNull();
  });
});

describe('JSON as it is typed', () => {
  it('is read, or refused', () => {
    expect(parseJson('{"a":[1]}')).toEqual({ ok: true, value: { a: [1] } });
    expect(parseJson('{a:1}')).toEqual({ ok: false });
  });
});

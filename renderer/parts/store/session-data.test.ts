import { describe, expect, it } from 'vitest';
import { dataOf } from './session-data.ts';

describe('what the application put into a session', () => {
  it('is all but the cookie’s settings', () => {
    expect(dataOf({ cookie: { path: '/' }, views: 2 })).toEqual({ views: 2 });
  });
  it('is nothing while there is no session', () => {
    expect(dataOf(null)).toEqual({});
  });
});

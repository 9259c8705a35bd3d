import { describe, expect, it } from 'vitest';
import { createMasks } from './mask.ts';

const mark = /^•••• [0-9a-f]{6}$/;

describe('what leaves the app', () => {
  const masks = createMasks({}, 'key', new Map([['connect.sid', 's:']]));

  it('has marks in the place of secrets, the same for the same value, and all else as it is', () => {
    const text = JSON.stringify({
      cookie: { path: '/' },
      user: { name: 'tj', password: 'foobar', apiKey: 'k', isAuthenticated: true, author: 'me' },
      csrfToken: 'foobar',
    });
    const { user, csrfToken, cookie } = JSON.parse(masks.session(text));
    expect(user).toEqual({
      name: 'tj',
      password: expect.stringMatching(mark),
      apiKey: expect.stringMatching(mark),
      isAuthenticated: true,
      author: 'me',
    });
    expect(csrfToken).toBe(user.password);
    expect(cookie).toEqual({ path: '/' });
    expect(masks.session('{"views":1}')).toBe('{"views":1}');
  });

  it.each(['pin', 'pinCode', 'userPin', 'pass', 'user_pass', 'passcode', 'ssn', 'access_token', 'csrf'])(
    'has a mark for %s, also where nothing else is secret',
    (name) => {
      expect(JSON.parse(masks.session(JSON.stringify({ [name]: '4711' })))[name]).toMatch(mark);
    },
  );

  it.each(['passport', 'passengers', 'className', 'pinned', 'opinions', 'author'])(
    'has %s as it is',
    (name) => {
      const text = JSON.stringify({ [name]: { user: '4711' } });
      expect(masks.session(text)).toBe(text);
    },
  );

  it('has session IDs without what signs them, and no other cookie’s value', () => {
    const masked = masks.cookieHeader('connect.sid=s%3Aabc.SIGNATURE; theme=dark; remember=s%3AVALUE.sig');
    expect(masked).toMatch(/^connect\.sid=s%3Aabc\.[0-9a-f]{6}; theme=[0-9a-f]{6}; remember=[0-9a-f]{6}$/);
    expect(masks.setCookie('connect.sid=s%3Aabc.SIGNATURE; Path=/')).toBe(`${masked.split(';')[0]}; Path=/`);
    expect(masks.url('/reset?token=abc&page=2')).toMatch(/^\/reset\?token=%E2.*&page=2$/);
  });

  it('is redacted by names and by a function, which masks what it throws at', () => {
    const own = createMasks({
      names: ['Email'],
      value: (path, value) => {
        if (path === 'a.bad') throw new Error('no');
        return path === 'a.plan' ? 'hidden' : value;
      },
    });
    expect(JSON.parse(own.session('{"email":"a@b.c","a":{"bad":1,"plan":"gold","n":2}}'))).toEqual({
      email: expect.stringMatching(mark),
      a: { bad: expect.stringMatching(mark), plan: 'hidden', n: 2 },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { watchOne } from './one-handler.test-helper.ts';

/** What is said of a request that changes its session like this, first of a session that is known, then of a new one. */
async function saidOf(change: (session: Express.Request['session']) => void) {
  const of = async (...before: string[]) => {
    const { visit, stored } = watchOne((req, res) => {
      change(req.session);
      res.send('x');
    });
    for (const path of before) await visit(path);
    const { rules, words } = await visit('/mine');
    return { rules, words, stored: Object.values(stored()) };
  };
  return { known: await of('/'), fresh: await of() };
}

describe('what express-session does not count', () => {
  it.each<[string, unknown, RegExp]>([
    ['undefined', undefined, /value \(undefined\)/],
    ['a function', () => 1, /value \(a function\)/],
    ['a symbol', Symbol('x'), /value \(a symbol\)/],
  ])('is a value that JSON leaves out: %s', async (_what, value, words) => {
    const { known, fresh } = await saidOf((session) => void Object.assign(session, { value }));
    expect(known.rules).toEqual(['session-found', 'touch-unmodified', 'no-cookie-unmodified']);
    expect(fresh.rules).toEqual(['no-cookie', 'nothing-uninitialized', 'no-cookie-for-untouched']);
    expect(known.words).toMatch(/nothing that JSON can write changed, and resave is off/);
    expect(fresh.words).toMatch(/nothing that JSON can write was put into it/);
    expect(`${known.words} ${fresh.words}`).not.toMatch(/nothing (changed|was put into it)|did not change/);
    for (const { words: said } of [known, fresh]) expect(said).toMatch(words);
    expect(fresh.stored).toEqual([]);
  });

  it.each<[string, unknown, RegExp]>([
    ['a Map', { map: new Map([[1, 2]]) }, /value\.map \(a Map\)/],
    ['a Date', new Date(0), /value \(a Date\)/],
    ['NaN', Number.NaN, /value \(NaN\)/],
    ['a typed array', [new Uint8Array(1)], /value\.0 \(a typed array\)/],
  ])('is what another value is stored of: %s', async (_what, value, words) => {
    const { known, fresh } = await saidOf((session) => void Object.assign(session, { value }));
    expect(known.rules).toContain('save-modified');
    for (const { words: said, stored } of [known, fresh]) {
      expect(said).toMatch(words);
      expect(stored).not.toContainEqual(expect.objectContaining({ value }));
    }
  });

  it.each<[string, (cookie: object) => void]>([
    ['maxAge', (cookie) => void Object.assign(cookie, { maxAge: 60_000 })],
    ['path', (cookie) => void Object.assign(cookie, { path: '/mine' })],
  ])('is a change of the cookie’s %s', async (_what, change) => {
    const { known, fresh } = await saidOf((session) => change(session.cookie));
    expect(known.rules).toEqual(['session-found', 'touch-unmodified', 'no-cookie-unmodified']);
    expect(known.words).toMatch(/nothing but its cookie’s settings, which count for nothing, changed/);
    expect(fresh.words).toMatch(
      /nothing but its cookie’s settings, which count for nothing, was put into it/,
    );
    expect(fresh.stored).toEqual([]);
  });

  it('is nothing where JSON keeps all, and where the cookie is only renewed', async () => {
    const { known, fresh } = await saidOf((session) => {
      session.touch();
      Object.assign(session, { list: [1, { a: null }], text: 'x' });
    });
    for (const { words } of [known, fresh]) expect(words).not.toMatch(/JSON|count for nothing/);
  });
});

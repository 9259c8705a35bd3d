import { describe, expect, it } from 'vitest';
import { destroy, load, logOf, save } from '../sample-log.test-helper.ts';
import { backInWords, lossesOf, lossOfWrite } from './losses-of.ts';

const lossesIn = (...bodies: Parameters<typeof logOf>[0][]) => {
  const history = logOf(bodies.flat()).sessions.bySid.get('sid-1');
  return history ? lossesOf(history) : [];
};

const zero = { views: 1 };
const begin = save('0', zero, { base: null, before: null, version: 1 });

describe('a lost update', () => {
  it('is a value that another request wrote over without having read it', () => {
    const [loss, ...more] = lossesIn(
      begin,
      save('1', { views: 1, name: 'ann' }, { base: 1, before: [1, zero], version: 2 }),
      save('2', { views: 2 }, { base: 1, before: [2, { views: 1, name: 'ann' }], version: 3 }),
    );
    expect(more).toEqual([]);
    expect(loss).toMatchObject({
      kind: 'lost update',
      by: '1',
      overwrittenBy: '2',
      lostVersion: 2,
      overwritingVersion: 3,
      paths: ['name'],
      sentence: '#2 saved over version 2 without having read it: what #1 wrote to `name` is gone.',
    });
  });

  it('is told of writes that were on their way to the store at the same time', () => {
    const [one, oneAnswered] = save('1', { views: 1, a: 1 }, { base: 1, before: [1, zero], version: 2 });
    const [two, twoAnswered] = save('2', { views: 1 }, { base: 1, before: [1, zero], version: 3 });
    if (!one || !oneAnswered || !two || !twoAnswered) throw new Error('expected a call and its answer');
    const losses = lossesIn(begin, [one, two, oneAnswered, twoAnswered]);
    expect(losses).toMatchObject([{ kind: 'lost update', by: '1', overwrittenBy: '2', paths: ['a'] }]);
  });

  it('is an increment that is missing, although both wrote the same number', () => {
    const [loss] = lossesIn(
      begin,
      save('1', { views: 2 }, { base: 1, before: [1, zero], version: 2 }),
      save('2', { views: 2 }, { base: 1, before: [2, { views: 2 }], version: 3 }),
    );
    expect(loss).toMatchObject({ by: '1', overwrittenBy: '2', paths: ['views'] });
  });

  it('is a first increment that is missing: nothing became 1 twice', () => {
    const [loss] = lossesIn(
      begin,
      save('1', { views: 1, cart: { apples: 1 } }, { base: 1, before: [1, zero], version: 2 }),
      save(
        '2',
        { views: 1, cart: { apples: 1 } },
        { base: 1, before: [2, { views: 1, cart: { apples: 1 } }], version: 3 },
      ),
    );
    expect(loss).toMatchObject({ by: '1', overwrittenBy: '2', paths: ['cart.apples'] });
  });

  it('is caused by a reader too, when its old copy is saved back', () => {
    const [loss] = lossesIn(
      begin,
      save('1', { views: 2 }, { base: 1, before: [1, zero], version: 2 }),
      save('reader', { views: 1 }, { base: 1, before: [2, { views: 2 }], version: 3 }),
    );
    expect(loss).toMatchObject({
      by: '1',
      overwrittenBy: 'reader',
      sentence: 'reader saved over version 2 without having read it: what #1 wrote to `views` is gone.',
    });
  });

  it('happens to four of five that count together', () => {
    const burst = ['1', '2', '3', '4', '5'].flatMap((request, i) =>
      save(
        request,
        { views: 2 },
        { base: 1, before: [1 + i, i === 0 ? zero : { views: 2 }], version: 2 + i },
      ),
    );
    expect(lossesIn(begin, burst).map(({ by, overwrittenBy }) => `${by} by ${overwrittenBy}`)).toEqual([
      '1 by 2',
      '2 by 3',
      '3 by 4',
      '4 by 5',
    ]);
  });

  it('takes a count with it that was built on the lost one', () => {
    const lost = lossesIn(
      begin,
      save('1', { views: 2 }, { base: 1, before: [1, zero], version: 2 }),
      save('2', { views: 3 }, { base: 2, before: [2, { views: 2 }], version: 3 }),
      save('3', { views: 2 }, { base: 1, before: [3, { views: 3 }], version: 4 }),
    );
    expect(lost.map(({ by }) => by)).toEqual(['1', '2']);
  });
});

describe('a write that is overwritten for a while', () => {
  const staggered = [
    begin,
    save('A', { views: 2 }, { base: 1, before: [1, zero], version: 2 }),
    save('B', { views: 2 }, { base: 1, before: [2, { views: 2 }], version: 3 }),
    save('C', { views: 3 }, { base: 2, before: [3, { views: 2 }], version: 4 }),
  ];

  it('is not lost when who had read it saves last: of three staggered requests one is lost', () => {
    expect(lossesIn(...staggered.slice(0, 3)).map(({ by }) => by)).toEqual(['A']);
    expect(lossesIn(...staggered).map(({ by, overwrittenBy }) => `${by} by ${overwrittenBy}`)).toEqual([
      'B by C',
    ]);
  });

  it('is told as such, in a word of its own', () => {
    const history = logOf(staggered.flat()).sessions.bySid.get('sid-1');
    if (!history) throw new Error('no history');
    expect(backInWords(history, 3)).toBe(
      'B overwrote version 2 for a while: C had read it, and saved what came of it.',
    );
    expect(backInWords(history, 5)).toBeUndefined();
  });

  it('is lost with the one that held its change, where that is lost later', () => {
    const ann = { views: 1, name: 'ann' };
    const lost = lossesIn(
      begin,
      save('1', ann, { base: 1, before: [1, zero], version: 2 }),
      save('2', ann, { base: 1, before: [2, ann], version: 3 }),
      save('3', zero, { base: 1, before: [3, ann], version: 4 }),
    );
    expect(lost.map(({ by }) => by)).toEqual(['1', '2']);
  });
});

describe('nothing is lost', () => {
  it('when the writer had read the version that it replaces', () => {
    expect(
      lossesIn(
        begin,
        save('1', { views: 2 }, { base: 1, before: [1, zero], version: 2 }),
        save('2', { views: 3 }, { base: 2, before: [2, { views: 2 }], version: 3 }),
      ),
    ).toEqual([]);
  });

  it('when both wrote the same text', () => {
    expect(
      lossesIn(
        begin,
        save('1', { views: 1, name: 'ann' }, { base: 1, before: [1, zero], version: 2 }),
        save('2', { views: 1, name: 'ann' }, { base: 1, before: [2, { views: 1, name: 'ann' }], version: 3 }),
      ),
    ).toEqual([]);
  });

  it('when the other save had changed nothing', () => {
    expect(
      lossesIn(
        begin,
        save('1', zero, { base: 1, before: [1, zero], version: 2 }),
        save('2', { views: 2 }, { base: 1, before: [2, zero], version: 3 }),
      ),
    ).toEqual([]);
  });

  it('when only the cookie’s expiry had moved', () => {
    const moved = { views: 1, cookie: { originalMaxAge: 60_000, expires: '2026-01-01T00:01:00.000Z' } };
    const first = { views: 1, cookie: { originalMaxAge: 60_000, expires: '2026-01-01T00:00:00.000Z' } };
    expect(
      lossesIn(
        save('0', first, { base: null, before: null, version: 1 }),
        save('1', moved, { base: 1, before: [1, first], version: 2 }),
        save('2', first, { base: 1, before: [2, moved], version: 3 }),
      ),
    ).toEqual([]);
  });

  it('when a value had been replaced by somebody who had read it, but for what that one wrote', () => {
    const lost = lossesIn(
      begin,
      save('1', { views: 1, name: 'ann' }, { base: 1, before: [1, zero], version: 2 }),
      save('2', { views: 1, name: 'bob' }, { base: 2, before: [2, { views: 1, name: 'ann' }], version: 3 }),
      save('3', { views: 1 }, { base: 1, before: [3, { views: 1, name: 'bob' }], version: 4 }),
    );
    expect(lost.map(({ by }) => by)).toEqual(['2']);
  });

  it('when a request saves twice', () => {
    expect(
      lossesIn(
        begin,
        save('1', { views: 2 }, { base: 1, before: [1, zero], version: 2 }),
        save('1', { views: 3 }, { base: 1, before: [2, { views: 2 }], version: 3 }),
      ),
    ).toEqual([]);
  });
});

describe('a lost delete', () => {
  const logout = destroy('logout', [1, zero]);

  it('is a logout that a request in flight undid', () => {
    const [loss] = lossesIn(begin, logout, save('2', zero, { base: 1, before: null, version: 2 }));
    expect(loss).toMatchObject({
      kind: 'lost delete',
      by: 'logout',
      overwrittenBy: '2',
      sentence:
        '#2 saved its old copy after logout had destroyed the session: it is stored again, as if nobody had logged out.',
    });
  });

  it('is none when a new session takes the ID, or when the destroyer itself saves', () => {
    expect(lossesIn(begin, logout, save('2', zero, { base: null, before: null, version: 1 }))).toEqual([]);
    expect(lossesIn(begin, logout, save('logout', zero, { base: 1, before: null, version: 2 }))).toEqual([]);
  });
});

describe('losses found as the log grows', () => {
  it('are dated by the save that undid, and found by the write that was undone', () => {
    const log = logOf([
      ...begin,
      ...load('1', [1, zero]),
      ...save('1', { views: 2 }, { base: 1, before: [1, zero], version: 2 }),
      ...save('2', { views: 2 }, { base: 1, before: [2, { views: 2 }], version: 3 }),
    ]);
    const history = log.sessions.bySid.get('sid-1');
    if (!history) throw new Error('no history');
    expect(lossOfWrite(history, 5)).toMatchObject({ seq: 7, lostSeq: 5 });
    expect(lossOfWrite(history, 7)).toBeUndefined();
  });
});

describe('a lost delete of a save that was on its way', () => {
  it('is told when the destroy was answered first', () => {
    const [saving, saved] = save('1', zero, { base: 1, before: [1, zero], version: 1 });
    if (!saving || !saved) throw new Error('expected a call and its answer');
    const losses = lossesIn(begin, [saving], destroy('2', [1, zero]), [saved]);
    expect(losses).toMatchObject([{ kind: 'lost delete', by: '2', overwrittenBy: '1' }]);
  });
});

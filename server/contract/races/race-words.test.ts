import { describe, expect, it } from 'vitest';
import { raceAssurance, raceHeadline } from './race-words.ts';
import type { AnomalyKind, Count, RaceResult } from './races.ts';

const given = (
  total: Count,
  anomalies: ReadonlyArray<[AnomalyKind, Count]>,
  { browsers = ['alice', 'alice'], exact = true } = {},
): Pick<RaceResult, 'schedules' | 'anomalies' | 'requests'> => ({
  schedules: { total, distinct: total, exact },
  anomalies: anomalies.map(([kind, schedules]) => ({ kind, schedules, example: [], outcomes: [] })),
  requests: browsers.map((browser, place) => ({ id: String(place), browser, method: 'GET', path: '/' })),
});

describe('what came of a race, in one sentence', () => {
  it.each([
    [given(20, []), 'All 20 orders end as one request after the other would.'],
    [given(1, []), 'The only order ends as one request after the other would.'],
    [given(1, [['stale read', 1]]), '1 of 1 order gives alice’s stale answer.'],
    [given(20, [['lost update', 9]]), '9 of 20 orders lose alice’s write.'],
    [given(20, [['lost delete', 1]]), '1 of 20 orders brings back alice’s destroyed session.'],
    [
      given(1680, [
        ['lost delete', 600],
        ['lost update', 70],
        ['stale read', 1],
      ]),
      '600 of 1,680 orders bring back alice’s destroyed session, 70 lose alice’s write and 1 gives alice’s stale answer.',
    ],
    [
      given(20, [['duplicate session', 4]], { browsers: ['alice', 'bob'] }),
      '4 of 20 orders begin a session more than once.',
    ],
    [
      given('90071992547409930', [['orphan session', 3]], { exact: false }),
      '3 of 90,071,992,547,409,930 orders that were looked at leave a session that nobody holds.',
    ],
    [
      { ...given(1, []), unmet: 'no-steps' as const },
      'Nothing was raced: no two of these requests call the store, so none can meet another there.',
    ],
    [
      { ...given(20, []), unmet: 'apart' as const },
      'Nothing was raced: each of these requests has a session of its own, so none can meet another.',
    ],
  ])('case %#', (result, sentence) => {
    expect(raceHeadline(result)).toBe(sentence);
  });
});

describe('how sure it is', () => {
  const effort = { requests: 9, states: 1200, ms: 41.7 };
  it('says that all were counted, and how many when identical requests are one', () => {
    const schedules = { total: 1680, distinct: 280, exact: true };
    expect(raceAssurance({ schedules, verified: 100, effort })).toBe(
      'All 1,680 orders counted (280 when identical requests are not told apart); 100 of them run whole on the real middleware, in 42 ms.',
    );
  });
  it('does not call those of them that the store cannot bring about', () => {
    const schedules = { total: 11, distinct: 11, exact: true, outOfOrder: 3 };
    expect(raceAssurance({ schedules, verified: 14, effort })).toContain(
      'All 11 orders counted; 14 orders run whole on the real middleware',
    );
  });
  it('speaks of one as of one', () => {
    const schedules = { total: 1, distinct: 1, exact: true };
    expect(raceAssurance({ schedules, verified: 1, effort })).toBe(
      'There is one order; it was run whole on the real middleware, in 42 ms.',
    );
  });
  it('says when a limit was reached', () => {
    const schedules = { total: 500, distinct: 500, exact: false };
    expect(raceAssurance({ schedules, verified: 5, effort })).toContain(
      'A limit was reached after 1,200 states: these are the 500 orders looked at, not all there are',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { isEverything } from '../sampled.test-helper.ts';
import { alice, aliceRaces, resultOf, tally, testEngine, withOptions } from './engine.test-helper.ts';

const engine = testEngine();
const copies = <Value>(value: Value, count: number): Value[] => new Array<Value>(count).fill(value);

describe('writers of one session', () => {
  it.each([
    [2, 20, 2, 10],
    [3, 1680, 6, 280],
    [4, 369_600, 24, 15_400],
    [5, 168_168_000, 120, 1_401_400],
  ])('%i alike have %i schedules, of which %i keep every write', async (count, total, kept, distinct) => {
    const result = await resultOf(engine, aliceRaces(copies(alice.writes, count)));
    expect(tally(result)).toEqual({ total, serial: kept, 'lost update': total - kept });
    expect(result.schedules).toEqual({ total, distinct, exact: true });
  });

  it.each([
    [2, 20, 2],
    [3, 1680, 6],
    [4, 369_600, 24],
  ])('%i of different items have %i schedules, of which %i keep every write', async (count, total, kept) => {
    const items = ['apples', 'pears', 'plums', 'figs'].slice(0, count);
    const requests = items.map((item) => ({ ...alice.writes, path: `/cart/${item}` }));
    const result = await resultOf(engine, aliceRaces(requests));
    expect(tally(result)).toEqual({ total, serial: kept, 'lost update': total - kept });
    expect(result.schedules.distinct).toBe(total);
  });

  it.runIf(isEverything)(
    'six of different items have 137,225,088,000 schedules, of which 720 keep every write',
    async () => {
      const items = ['apples', 'pears', 'plums', 'figs', 'nuts', 'dates'];
      const requests = items.map((item) => ({ ...alice.writes, path: `/cart/${item}` }));
      const { schedules, outcomes, anomalies } = await resultOf(engine, aliceRaces(requests));
      const total = 137_225_088_000;
      expect(schedules).toEqual({ total, distinct: total, exact: true });
      const serial = outcomes.filter((outcome) => outcome.serial);
      expect(serial.map((outcome) => outcome.schedules)).toEqual(copies(1, 720));
      expect(anomalies).toMatchObject([{ kind: 'lost update', schedules: total - 720 }]);
    },
    300_000,
  );

  it('past what a number can hold are counted exactly all the same', async () => {
    const { schedules } = await resultOf(engine, aliceRaces(copies(alice.writes, 8)));
    expect(schedules.total).toBe('369398958888960000');
  });

  it('lose nothing when the lab takes them one at a time', async () => {
    const result = await resultOf(engine, aliceRaces(copies(alice.writes, 3), { lab: { oneAtATime: true } }));
    expect(tally(result)).toEqual({ total: 6, serial: 6 });
  });
});

describe('a writer and a reader', () => {
  it('lose the write in 9 of 20 schedules with resave', async () => {
    const result = await resultOf(engine, aliceRaces([alice.writes, alice.reads]));
    expect(tally(result)).toEqual({ total: 20, serial: 11, 'lost update': 9 });
    expect(result.anomalies[0]?.example).toEqual([
      'A.load',
      'A.work',
      'B.load',
      'B.work',
      'A.save',
      'B.save',
    ]);
    const lost = result.outcomes.find(({ serial }) => !serial);
    expect(lost?.words).toBe('A’s write of cart.apples is lost: B saved its older copy over it.');
  });

  it('lose nothing without', async () => {
    const spec = aliceRaces([alice.writes, alice.reads], withOptions({ resave: false }));
    expect(tally(await resultOf(engine, spec))).toEqual({ total: 20, serial: 20 });
  });
});

describe('a logout and a reader', () => {
  it('bring the session back in 9 of 20 schedules with resave', async () => {
    const result = await resultOf(engine, aliceRaces([alice.logsOut, alice.reads]));
    expect(tally(result)).toEqual({ total: 20, serial: 11, 'lost delete': 9 });
    expect(result.outcomes.find(({ serial }) => !serial)).toMatchObject({
      words: 'A destroyed the session, and B brought it back: it saved the copy that it had loaded before.',
      example: ['A.load', 'A.work', 'B.load', 'B.work', 'A.destroy', 'B.save'],
      doomedAt: 4,
    });
  });

  it('leave it destroyed without', async () => {
    const spec = aliceRaces([alice.logsOut, alice.reads], withOptions({ resave: false }));
    expect(tally(await resultOf(engine, spec))).toEqual({ total: 20, serial: 20 });
  });
});

describe('first requests of one browser', () => {
  it('each begin a session of their own, in every schedule', async () => {
    const spec = aliceRaces(copies(alice.counts, 3), { before: [] });
    const result = await resultOf(engine, spec);
    expect(tally(result)).toEqual({ total: 90, serial: 0, 'duplicate session': 90 });
    expect(result.outcomes[0]?.words).toBe(
      'alice got 3 new sessions, by A, B and C; one after the other, there would have been 1.',
    );
  });

  it('are what one after the other gives, where cookies are left out anyway', async () => {
    const spec = aliceRaces(copies({ ...alice.counts, cookies: 'omit' as const }, 2), { before: [] });
    expect(tally(await resultOf(engine, spec))).toEqual({ total: 6, serial: 6 });
  });
});

describe('two that regenerate', () => {
  it('leave a session that no browser knows', async () => {
    const result = await resultOf(engine, aliceRaces(copies(alice.regenerates, 2)));
    expect(tally(result)).toEqual({ total: 70, serial: 0, 'orphan session': 70 });
  });
});

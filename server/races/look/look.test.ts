import { describe, expect, it } from 'vitest';
import type { LogMessage } from '../../contract/events/events.ts';
import type { RaceLook, RaceSpec } from '../../contract/races/races.ts';
import { createWorld, fold } from '../../log/world.ts';
import { ProblemError } from '../../words/problems.ts';
import { toldOf } from '../../words/told.test-helper.ts';
import { alice, aliceRaces, resultOf, testEngine } from '../engine.test-helper.ts';

const engine = testEngine();

async function look(spec: RaceSpec, schedule: readonly string[]): Promise<RaceLook> {
  const looked = await engine.look(spec, schedule);
  if (!looked.ok) throw new ProblemError(looked.problems);
  return looked.look;
}

/** What its log says is stored after the event at `seq`. */
const storedAt = ({ horizon, events }: LogMessage, seq: number): Record<string, string> => {
  const world = createWorld(horizon);
  for (const event of events.slice(0, seq + 1)) fold(world, event);
  return Object.fromEntries([...world.sessions].map(([key, { session }]) => [key, session]));
};

const spec = aliceRaces([alice.writes, alice.reads]);

describe('a look at a schedule', () => {
  it('ends in the outcome whose example it is, for every outcome', async () => {
    for (const race of [spec, aliceRaces([alice.logsOut, alice.regenerates])]) {
      const { outcomes } = await resultOf(engine, race);
      for (const { id, example } of outcomes) {
        const { outcome, choices, reachable, steps } = await look(race, example);
        expect([outcome, choices]).toEqual([id, []]);
        expect(reachable).toEqual([{ outcome: id, schedules: 1 }]);
        expect(steps.map(({ label }) => label)).toEqual(example);
      }
    }
  });

  it('tells of a beginning who can move, and what can still come of it; the counts add up at every step', async () => {
    const { outcomes } = await resultOf(engine, spec);
    const { example = [], id } = outcomes.find(({ serial }) => !serial) ?? {};
    const start = await look(spec, []);
    expect(start.choices).toEqual([
      { request: 'A', label: 'A.load' },
      { request: 'B', label: 'B.load' },
    ]);
    expect(start.reachable).toEqual(outcomes.map(({ id: outcome, schedules }) => ({ outcome, schedules })));
    const doomed = outcomes[id ?? 0]?.doomedAt ?? 0;
    const serial = ({ reachable }: RaceLook) => reachable.some(({ outcome }) => outcomes[outcome]?.serial);
    expect(serial(await look(spec, example.slice(0, doomed)))).toBe(true);
    expect(serial(await look(spec, example.slice(0, doomed + 1)))).toBe(false);
  });

  it('tells of any beginning as much as of all that it goes on to, in a race of many states too', async () => {
    const items = ['apples', 'pears', 'plums', 'figs', 'nuts'];
    const many = aliceRaces(items.map((item) => ({ ...alice.writes, path: `/cart/${item}` })));
    const { outcomes } = await resultOf(engine, many);
    const sum = ({ reachable }: RaceLook) =>
      reachable.reduce((total, { schedules }) => total + Number(schedules), 0);
    const { example = [] } = outcomes.at(-1) ?? {};
    for (let length = 0; length < example.length; length += 2) {
      const beginning = example.slice(0, length);
      const here = await look(many, beginning);
      let ahead = 0;
      for (const { label } of here.choices) ahead += sum(await look(many, [...beginning, label]));
      expect(ahead).toBe(sum(here));
    }
  }, 60_000);

  it('shows the store before and after each step, and tells its versions in the order of the steps', async () => {
    const example = ['A.load', 'A.work', 'B.load', 'B.work', 'A.save', 'B.save'];
    const { steps, log } = await look(spec, example);
    const cart = (store: Record<string, string> | undefined) => JSON.parse(store?.['s1'] ?? '{}').cart;
    expect([cart(steps[4]?.before), cart(steps[4]?.after), cart(steps[5]?.after)]).toEqual([
      undefined,
      { apples: 1 },
      undefined,
    ]);
    const saved = log.events.filter((event) => event.type === 'store-answered' && event.operation === 'set');
    expect(saved).toMatchObject([
      { request: 'A', version: 2, at: 50_000 },
      { request: 'B', version: 3, at: 60_000 },
    ]);
    const called = log.events.filter((event) => event.type === 'store-called' && event.operation === 'set');
    expect(called).toMatchObject([
      { request: 'A', base: 1 },
      { request: 'B', base: 1 },
    ]);
    expect(steps.map(({ seq }) => log.events[seq]?.at)).toEqual(
      [10, 20, 30, 40, 50, 60].map((ms) => ms * 1000),
    );
  });

  it('has a log that says of each step what the store really holds after it', async () => {
    for (const race of [spec, aliceRaces([alice.logsOut, alice.regenerates])]) {
      const { outcomes } = await resultOf(engine, race);
      for (const { example } of outcomes) {
        const { steps, log } = await look(race, example);
        for (const { after, seq } of steps) expect(storedAt(log, seq)).toEqual({ ...after });
      }
    }
  });

  it('has a log that begins with what was true before, and the events of browsers and lab', async () => {
    const { log } = await look(aliceRaces([alice.counts, alice.counts], { before: [] }), [
      'A.work',
      'A.save',
      'B.work',
      'B.save',
    ]);
    expect(log.horizon?.sessions).toEqual([]);
    expect(log.horizon?.browsers.map(({ browser }) => browser.name)).toEqual(['alice']);
    const kinds = log.events.flatMap((event) =>
      'request' in event && event.request === 'A' ? [event.type] : [],
    );
    expect(kinds.join(' ')).toBe(
      'sent arrived verdict session work work changed verdict store-called verdict headers answered jar store-answered responded received',
    );
    expect(log.events.map(({ seq }) => seq)).toEqual([...log.events.keys()]);
  });

  it('refuses a step that cannot be next, and a request that is not there', async () => {
    expect(toldOf(await engine.look(spec, ['A.load', 'A.save']))).toMatchObject({ at: 'schedule[1]' });
    expect(toldOf(await engine.look(spec, ['C.load']))).toMatchObject({
      message: '“C.load” names no request of this race. There are: A, B.',
    });
  });

  it('lets nobody in whose turn it is not, where the lab takes one at a time', async () => {
    const race = aliceRaces([alice.writes, alice.reads], { lab: { oneAtATime: true } });
    const { choices } = await look(race, ['B.load']);
    expect(choices).toEqual([{ request: 'B', label: 'B.work' }]);
    expect((await look(race, [])).choices.map(({ label }) => label)).toEqual(['A.load', 'B.load']);
    expect(toldOf(await engine.look(race, ['B.load', 'A.load']))).toMatchObject({
      message: 'A.load cannot be next: A waits for a request of the same session.',
    });
    expect((await look(race, ['B.load', 'B.work', 'B.save', 'A.load', 'A.work', 'A.save'])).choices).toEqual(
      [],
    );
  });
});

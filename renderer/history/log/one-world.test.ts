import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventBody, Horizon, LogEvent } from '../../../server/contract/events/events.ts';
import { defaultLabConfig } from '../../../server/contract/options/lab-config.ts';
import { createRequestLives, eventsToCarry } from '../../../server/log/choose-cut.ts';
import { createEventLog } from '../../../server/log/event-log.ts';
import { recordOf } from '../../../server/log/event-record.ts';
import { horizonOf, restatements } from '../../../server/log/horizon.ts';
import { createWorld, fold, type World } from '../../../server/log/world.ts';
import { createRestater } from '../../../server/races/look/restate.ts';
import { replay } from '../../../server/scenarios/run/replay.ts';
import { labAt } from '../folds/config-changes.ts';
import { jarsAt } from '../folds/jars.ts';
import { storeAt } from '../folds/sessions.ts';
import { logged, messageOf } from '../sample-log.test-helper.ts';
import { createLog, type EventLog, receive } from './event-log.ts';
import { labHistories, oddHistories, raceHistories } from './histories.test-helper.ts';

type Log = { horizon: Horizon | null; events: LogEvent[] };

const storedIn = ({ sessions }: Pick<World, 'sessions'>) =>
  new Map([...sessions].map(([key, { session, version }]) => [key, [session, version]]));
const jarsIn = (browsers: World['browsers']) =>
  new Map([...browsers].map(([name, { cookies }]) => [name, [...cookies]]));

/** What is true, but for the seq at which it became so: that is another one where events were cut off. */
const seenIn = (world: World) => ({
  stored: storedIn(world),
  jars: jarsIn(world.browsers),
  lab: { ...world.lab },
});
const truthIn = (world: World) => ({ ...seenIn(world), underWay: structuredClone(world.underWay) });

function seenOnPage(log: EventLog, seq: number): ReturnType<typeof seenIn> {
  const { count, sessions } = storeAt(log, seq, 1000);
  expect(count).toBe(sessions.length);
  const { seq: _, ...lab } = { seq: 0, ...labAt(log, seq) };
  return {
    stored: new Map(sessions.map(({ sid, last }) => [sid, [JSON.stringify(last.value), last.version ?? 0]])),
    jars: new Map(
      jarsAt(log, seq).map(({ browser, cookies }) => [browser, cookies.map((one) => one.cookie)]),
    ),
    lab,
  };
}

/** After each event, what a reader of that log holds for true. */
function truths({ horizon, events }: Log): Array<ReturnType<typeof truthIn>> {
  const world = createWorld(horizon);
  return events.map((event) => {
    fold(world, event);
    return truthIn(world);
  });
}

/** The page and the scenarios' replay agree with the world at every event of a log. */
function expectAgreement(log: Log): void {
  const page = receive(
    createLog(),
    messageOf(log.events, { first: log.events[0]?.seq ?? 0, horizon: log.horizon }),
  );
  const world = createWorld(log.horizon);
  for (const [place, event] of log.events.entries()) {
    fold(world, event);
    expect(seenOnPage(page, event.seq)).toEqual(seenIn(world));
    const replayed = replay({ ...log, events: log.events.slice(0, place + 1) });
    expect([storedIn(replayed), jarsIn(replayed.jars)]).toEqual([storedIn(world), jarsIn(world.browsers)]);
    expect([replayed.config, replayed.storeSeq]).toEqual([world.lab.config, world.storeSeq]);
  }
}

const horizonOfWorld = (world: World, events: number): Horizon =>
  JSON.parse(JSON.stringify(horizonOf(world, defaultLabConfig(), { requests: 0, events })));

/** What a log holds where the first `cut` events are cut off: those of requests under way stay, at most `limit`. */
function cutOff(
  events: readonly LogEvent[],
  cut: number,
  limit: number,
): { head: LogEvent[]; horizon: Horizon } {
  const before = events.slice(0, cut);
  const [world, lives] = [createWorld({ config: defaultLabConfig() }), createRequestLives()];
  for (const event of before) fold(world, event);
  const records = events.map((event) => recordOf(event).placed(event.seq, event.at));
  for (const record of records) lives.note(record);
  const horizon = horizonOfWorld(world, cut);
  const carried = eventsToCarry(records.slice(0, cut), lives, cut, limit).map((record) => record.logged());
  return { horizon, head: logged([...carried, ...restatements(carried, horizon, world, cut)]) };
}

/**
 * `isReal`: a request begins once. One that ends before it begins may seem to be over where only a part of its events
 * can be carried over a cut.
 */
const expectOneWorld =
  (isReal: boolean) => (bodies: readonly EventBody[], cut: number, maxEvents: number) => {
    const events = logged(bodies);
    const told = truths({ horizon: null, events });
    expectAgreement({ horizon: null, events });

    for (const limit of [0, ...(isReal ? [Math.floor(maxEvents / 4)] : []), events.length]) {
      const { head, horizon } = cutOff(events, cut, limit);
      const rest = { horizon, events: logged([...head, ...events.slice(cut)]) };
      if (limit === 0) expect(head).toEqual([]);
      if (head.length > 0)
        expect(truths(rest)[head.length - 1]).toEqual(told[Math.min(cut, told.length) - 1]);
      expect(truths(rest).slice(head.length)).toEqual(told.slice(cut));
      expectAgreement(rest);
    }

    const log = createEventLog({ epoch: 1, startedAt: 0, maxEvents, config: defaultLabConfig() });
    const kept = () => ({
      horizon: log.horizon(),
      events: log.slice(log.first(), maxEvents).map((record) => record.logged()),
    });
    for (const [seq, event] of events.entries()) {
      log.append([event]);
      const { underWay, ...seen } = truths(kept()).at(-1) ?? truthIn(createWorld());
      expect(isReal ? { ...seen, underWay } : { ...seen, underWay: told[seq]?.underWay }).toEqual(told[seq]);
      expect(kept().events.length).toBeLessThanOrEqual(maxEvents);
    }
    expectAgreement(kept());
  };

const cuts = fc.nat(70);
const bounds = fc.integer({ min: 10, max: 60 });

describe('whatever happened', () => {
  it('in a lab, every view of its log says the same at every cursor, wherever it was cut', () => {
    fc.assert(fc.property(labHistories, cuts, bounds, expectOneWorld(true)), { numRuns: 60 });
  });

  it('in a request that ends, begins after that, and then has its store replaced', () => {
    const config = defaultLabConfig();
    const versions = { node: '24', express: '5', expressSession: '1' };
    const bodies: EventBody[] = [
      { type: 'lab-started', generation: 1, url: 'http://127.0.0.1:1', config, versions, handler: null },
      { type: 'aborted', request: '2' },
      { type: 'arrived', request: '2', method: 'GET', url: '/', cookie: null },
      { type: 'lab-configured', config, storeKept: false, handler: null },
    ];
    for (const cut of [0, 1, 2, 3, 4]) expectOneWorld(false)(bodies, cut, 10);
  });

  it('in whatever order, every view of the log says the same at every cursor, wherever it was cut', () => {
    fc.assert(fc.property(oddHistories, cuts, bounds, expectOneWorld(false)), { numRuns: 60 });
  });

  it('in a race, its steps say what is stored as the lab does', () => {
    fc.assert(
      fc.property(raceHistories, (bodies) => {
        const [real, look] = [createWorld(), createWorld()];
        const restate = createRestater(look);
        for (const event of logged(bodies)) {
          fold(real, event);
          fold(look, restate(event));
          expect(storedIn(look)).toEqual(storedIn(real));
        }
      }),
      { numRuns: 200 },
    );
  });
});

import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createDeferred } from '../threads/deferred.ts';
import { createStopwatch } from '../threads/stopwatch.ts';
import { createCollector } from './collector.ts';
import { newLog, whole } from './log.test-helper.ts';
import { alignClock, callsPerSource, type Drained, qualified, type Source } from './source.ts';
import type { TimedEvent } from './timed-event.ts';

const clock = (offset: number, at: number): TimedEvent => ({ type: 'clock', offset, at });

function collecting(deadline?: number) {
  const now = createStopwatch(process.hrtime.bigint());
  const log = newLog(1000);
  const settings = { log, now, isBusy: () => false, onLogged: () => {} };
  const collector = createCollector(deadline === undefined ? settings : { ...settings, deadline });
  onTestFinished(() => collector.close());
  const offsets = () => whole(log).map((event) => (event.type === 'clock' ? event.offset : null));
  return { collector, log, now, offsets };
}

/** A source that says at once what it was told to say. */
function saying(id: string, now: () => number) {
  let events: TimedEvent[] = [];
  let isOver = false;
  const drain = async (): Promise<Drained> => {
    if (isOver && events.length === 0) throw new Error('over');
    return { events: events.splice(0), upTo: now() - 1 };
  };
  return {
    source: { id, drain } satisfies Source,
    say: (event: TimedEvent) => void events.push(event),
    end: () => {
      isOver = true;
    },
    forget: () => {
      events = [];
    },
  };
}

describe('the collector', () => {
  it('logs what several sources tell in one order of time', async () => {
    const { collector, now, offsets } = collecting();
    const [first, second] = [saying('first', now), saying('second', now)];
    collector.add(first.source);
    collector.add(second.source);
    const at = now();
    second.say(clock(1, at));
    first.say(clock(2, at + 2));
    second.say(clock(4, at + 3));
    first.say(clock(3, at + 3));
    await wait(1);
    await collector.settled();
    expect(offsets()).toEqual([1, 2, 3, 4]);
  });

  it('asks a source that was stuck again soon after it answers: it may have ended', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { collector } = collecting();
    const stuck = createDeferred<Drained>();
    const drain = vi.fn(() => stuck.promise);
    collector.add({ id: 'stuck', drain });
    await vi.advanceTimersByTimeAsync(10_000);
    stuck.resolve({ events: [], upTo: 0 });
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(500);
    expect(drain.mock.calls.length).toBeGreaterThan(1);
  });

  it('waits for a source that is on its way, and not for one that never comes', async () => {
    const { collector, now, offsets } = collecting();
    const here = saying('here', now);
    collector.add(here.source);
    const coming = createDeferred<Source>();
    collector.add(coming.promise);
    here.say(clock(2, now()));
    const settled = collector.settled();
    await wait(30);
    expect(offsets()).toEqual([]);
    coming.reject(new Error('it could not be started'));
    await settled;
    expect(offsets()).toEqual([2]);
  });

  it('waits no more for a source that has ended, once what it had left is logged', async () => {
    const { collector, now, offsets } = collecting();
    const [staying, ending] = [saying('staying', now), saying('ending', now)];
    collector.add(staying.source);
    collector.add(ending.source);
    ending.say(clock(1, now()));
    ending.end();
    staying.say(clock(2, now()));
    await collector.settled();
    expect(offsets()).toEqual([1, 2]);
    staying.say(clock(3, now()));
    await wait(1);
    await collector.settled();
    expect(offsets()).toEqual([1, 2, 3]);
  });

  it('goes on after the deadline without a source that does not answer, and logs what that tells when it does', async () => {
    const { collector, now, log, offsets } = collecting(40);
    const here = saying('here', now);
    const silent = createDeferred<Drained>();
    const drains = [silent.promise];
    collector.add(here.source);
    collector.add({
      id: 'silent',
      drain: () => drains.shift() ?? Promise.resolve({ events: [], upTo: now() - 1 }),
    });
    const early = now();
    await wait(1);
    here.say(clock(2, now()));
    await collector.settled();
    expect(offsets()).toEqual([2]);
    silent.resolve({ events: [clock(1, early)], upTo: now() - 1 });
    await wait(10);
    await collector.settled();
    expect(offsets()).toEqual([2, 1]);
    const times = whole(log).map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('takes a process with a clock and names of its own as one source more', async () => {
    const { collector, now, log } = collecting();
    const here = saying('here', now);
    collector.add(here.source);
    const theirNow = () => now() + 3_600_000_000;
    const firstCalls = [collector.firstCall(), collector.firstCall()];
    const elsewhere = async (): Promise<Source> => {
      const offset = await alignClock(async () => ({ asked: now(), theirs: theirNow(), answered: now() }));
      const names = { id: 'other', firstCall: firstCalls[1] ?? 0 };
      const told: TimedEvent[] = [
        { type: 'arrived', request: '1', method: 'GET', url: '/', cookie: null, at: theirNow() },
      ];
      const drain = async () => ({
        events: told.splice(0).map((event) => qualified({ ...event, at: event.at + offset }, names)),
        upTo: theirNow() - 1 + offset,
      });
      return { id: 'other', drain };
    };
    const before = now();
    here.say(clock(1, before));
    collector.add(elsewhere());
    await wait(20);
    here.say(clock(2, now()));
    await wait(1);
    await collector.settled();
    expect(whole(log)).toMatchObject([{ offset: 1 }, { request: 'other-1' }, { offset: 2 }]);
    expect(firstCalls).toEqual([0, callsPerSource]);
  });
});

describe('aligning clocks', () => {
  it.each([0, 12_345, -9_000_000_000])(
    'finds a skew of %i µs to within half of the shortest trip',
    async (skew) => {
      let time = 1_000_000;
      // There, then back: trips are of many lengths, and seldom as long there as back.
      const trips = [
        [900, 100],
        [4000, 9000],
        [70, 50],
        [300, 2000],
      ];
      const ping = async () => {
        const [there = 0, back = 0] = trips.shift() ?? [5000, 5000];
        const asked = time;
        const theirs = asked + there + skew;
        time += there + back;
        return { asked, theirs, answered: time };
      };
      expect(Math.abs((await alignClock(ping)) + skew)).toBeLessThanOrEqual(60);
    },
  );
});

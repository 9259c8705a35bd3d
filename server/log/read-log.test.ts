import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEvent, LogMessage } from '../contract/events/events.ts';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import { createNotifier } from '../threads/notifier.ts';
import type { EventLog } from './event-log.ts';
import { alice, courseOf, newLog, truthIn, whole, worldOf } from './log.test-helper.ts';
import { readLog } from './read-log.ts';
import { createWorld, fold, type World } from './world.ts';

const forever = new AbortController().signal;
const fromStart = { epoch: -1, seq: -1 };
const fill = (log: EventLog, count: number) => {
  for (let each = 0; each < count; each++) log.append([{ ...alice, at: each }]);
};
const read = (log: EventLog, after = fromStart) => readLog(() => log, createNotifier(), after, forever);
const next = async (messages: AsyncGenerator<LogMessage>): Promise<LogMessage> => {
  const { value, done } = await messages.next();
  if (done) throw new Error('the messages ended');
  return value;
};
const seqs = ({ events }: LogMessage) => [events[0]?.seq, events.at(-1)?.seq];

describe('reading the log', () => {
  it('gives everything in chunks, then what follows', async () => {
    const log = newLog(10_000);
    const notifier = createNotifier();
    fill(log, 4500);
    const messages = readLog(() => log, notifier, fromStart, forever);
    expect([seqs(await next(messages)), seqs(await next(messages)), seqs(await next(messages))]).toEqual([
      [0, 1999],
      [2000, 3999],
      [4000, 4499],
    ]);
    const following = next(messages);
    fill(log, 1);
    notifier.notify();
    expect(seqs(await following)).toEqual([4500, 4500]);
  });

  it('says at once that there is a log, also when it is empty', async () => {
    expect(await next(read(newLog(100)))).toEqual({
      epoch: 1,
      startedAt: 0,
      first: 0,
      horizon: null,
      events: [],
    });
  });

  it('goes on where a reader was', async () => {
    const log = newLog(100);
    fill(log, 10);
    expect(seqs(await next(read(log, { epoch: 1, seq: 6 })))).toEqual([7, 9]);
  });

  it.each([
    ['of another epoch', { epoch: 7, seq: 6 }],
    ['of the future', { epoch: 1, seq: 4000 }],
    ['that was dropped', { epoch: 1, seq: 3 }],
  ])('begins anew for a place %s', async (_, after) => {
    const log = newLog(100);
    fill(log, 150);
    const message = await next(read(log, after));
    expect(seqs(message)).toEqual([log.first(), 149]);
    expect(message).toMatchObject({ first: log.first(), horizon: { droppedEvents: log.first() } });
  });

  it('tells the horizon once, and again after each drop', async () => {
    const log = newLog(100);
    const notifier = createNotifier();
    fill(log, 150);
    const messages = readLog(() => log, notifier, fromStart, forever);
    const first = await next(messages);
    fill(log, 1);
    const second = await next(messages);
    fill(log, 30);
    const third = await next(messages);
    expect([first, second, third].map(({ horizon }) => horizon?.droppedEvents ?? null)).toEqual([
      first.first,
      second.first === first.first ? null : second.first,
      log.first(),
    ]);
  });

  it('ends with its signal', async () => {
    const stop = new AbortController();
    const messages = readLog(() => newLog(100), createNotifier(), fromStart, stop.signal);
    await next(messages);
    const end = messages.next();
    stop.abort();
    expect(await end).toEqual({ value: undefined, done: true });
  });
});

/** A reader as the contract describes one. */
function createReader() {
  let events: LogEvent[] = [];
  let world: World = createWorld({ config: defaultLabConfig() });
  let epoch = -1;
  return {
    receive: (message: LogMessage) => {
      const last = events.at(-1)?.seq ?? -1;
      if (message.epoch !== epoch || message.first > last + 1) {
        epoch = message.epoch;
        events = [];
        world = createWorld(message.horizon ?? { config: defaultLabConfig() });
      }
      for (const event of message.events) fold(world, event);
      events = [...events.filter(({ seq }) => seq >= message.first), ...message.events];
    },
    events: () => events,
    world: () => world,
  };
}

describe('a reader that comes and goes as it likes', () => {
  it('knows in the end what is true, over drops and resets and their undoing', async () => {
    const course = fc.array(fc.record({ step: fc.nat(19), sid: fc.nat(2) }), {
      minLength: 50,
      maxLength: 400,
    });
    await fc.assert(
      fc.asyncProperty(course, async (steps) => {
        const notifier = createNotifier();
        let time = 0;
        let count = 0;
        const logs = [newLog(60, 1)];
        let log = logs[0] ?? newLog(60);
        log.append([alice]);
        const reader = createReader();
        const messages = readLog(() => log, notifier, fromStart, forever);
        for (const { step, sid } of steps) {
          if (step === 0) {
            log = newLog(60, logs.length + 1);
            log.append([alice]);
            logs.push(log);
          } else if (step === 1) {
            log = logs[sid % logs.length] ?? log;
          } else if (step === 2) {
            const isBehind = reader.events().at(-1)?.seq !== log.next() - 1;
            if (isBehind) reader.receive(await next(messages));
          } else {
            const events = courseOf(String(++count), `s${sid}`, count);
            log.append(events.map((event) => ({ ...event, at: ++time })));
          }
        }
        log.append([{ type: 'clock', offset: 1, at: ++time }]);
        do reader.receive(await next(messages));
        while (reader.events().at(-1)?.seq !== log.next() - 1);
        expect(reader.events()).toEqual(whole(log));
        expect(truthIn(reader.world())).toEqual(truthIn(worldOf(log)));
      }),
      { numRuns: 100 },
    );
  });
});

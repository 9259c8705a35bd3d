import type { Horizon, LogEvent } from '../contract/events/events.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';
import { chooseCut, createRequestLives, eventsToCarry } from './choose-cut.ts';
import { type EventRecord, recordOf, type Told } from './event-record.ts';
import { horizonOf, leaveOutOldest, restatements } from './horizon.ts';
import { createWorld, fold, leavesNoTrace, type World } from './world.ts';

/**
 * An append-only list of events: `seq` without gaps, `at` never falling. It holds at most `maxEvents` and `maxBytes`;
 * older ones are dropped in whole requests, and what they left behind is the horizon.
 */
export type EventLog = {
  readonly epoch: number;
  /** Real time at µs 0, in ms since 1970. */
  readonly startedAt: number;
  /** Seq of the oldest event that is kept, and of the next to come. */
  first(): number;
  next(): number;
  /** µs of the newest event; 0 while there is none. */
  lastAt(): number;
  horizon(): Horizon | null;
  /** At most `count` events from `seq` on, which must not be below `first()`. */
  slice(seq: number, count: number): EventRecord[];
  /** Appends events that are in order among themselves; they get their place, and a time that does not fall. */
  append(events: readonly Told[]): readonly EventRecord[];
  /** The lab is gone without having ended in the log: requests that were under way in it have no more to tell. */
  labGone(): void;
};

export type EventLogSettings = {
  epoch: number;
  startedAt: number;
  maxEvents: number;
  /** Of its events' text; its horizon holds sessions of a third of that at most. */
  maxBytes?: number;
  config: LabConfig;
  /** What it holds already, from a log that was kept. */
  beginning?: LogBeginning | undefined;
};

export type LogBeginning = { first: number; horizon: Horizon | null; events: readonly LogEvent[] };

/** A page that follows keeps as much as objects, and an undone reset as much again. */
const defaultMaxBytes = 96 * 1024 * 1024;

/** A tenth is dropped at once, so that the cost of dropping is spread thin. */
const dropShare = 0.1;

export function createEventLog({
  epoch,
  startedAt,
  maxEvents,
  maxBytes = defaultMaxBytes,
  config,
  beginning = { first: 0, horizon: null, events: [] },
}: EventLogSettings): EventLog {
  const events: EventRecord[] = [];
  let { first, horizon } = beginning;
  let lastAt = 0;
  let bytes = 0;
  let leftOut = horizon?.droppedSessions ?? 0;
  let droppedRequests = horizon?.droppedRequests ?? 0;
  const lives = createRequestLives();
  const past = createWorld(horizon ?? { config });

  const take = (event: EventRecord): EventRecord => {
    lastAt = Math.max(lastAt, event.at);
    const logged = event.placed(first + events.length, lastAt);
    events.push(logged);
    bytes += logged.size();
    lives.note(logged);
    return logged;
  };

  const drop = () => {
    const least = Math.max(1, Math.ceil(Math.min(maxEvents, events.length) * dropShare));
    const cut = chooseCut(events, lives, { least, most: Math.min(2 * least, events.length) });
    const before = events.slice(0, cut);
    const seq = first + cut;
    for (const event of before) foldRecord(past, event);
    leftOut += leaveOutOldest(past, maxBytes / 3);
    // At most two thirds of what is cut off come back, so that every drop makes room.
    let carried = eventsToCarry(before, lives, seq, Math.floor(cut / 3));
    // Nor may those be the large ones alone.
    const room = totalSize(before) / 3;
    if (totalSize(carried) > room) {
      const most = room / carried.length;
      carried = carried.filter((event) => event.size() <= most || event.type === 'arrived');
    }
    const restate = () =>
      restatements(
        carried.map((event) => event.logged()),
        horizonOf(past, config, { requests: 0, events: 0 }),
        past,
        before.at(-1)?.at ?? 0,
      );
    let restated = restate();
    if (carried.length + restated.length > Math.floor(cut / 3) * 2) {
      // Only a store that was cleared makes more to be said again than there is to carry.
      carried = carried.filter((event) => !isClear(event));
      restated = restate();
    }

    droppedRequests += forgetDropped(before, seq);
    first = seq - carried.length - restated.length;
    const head = [...carried, ...restated.map(recordOf)].map((event, place) =>
      event.placed(first + place, event.at),
    );
    for (const event of head) {
      const { request } = event;
      if (request !== null && (lives.last(request) ?? seq) < seq) lives.move(request, event.seq);
    }
    // In place: what is kept is nine times what is dropped.
    events.splice(0, cut - head.length);
    for (const [place, event] of head.entries()) events[place] = event;
    bytes += totalSize(head) - totalSize(before);
    horizon = horizonOf(past, config, { requests: droppedRequests, events: first, sessions: leftOut });
  };

  /** Returns how many requests are gone with these events. */
  const forgetDropped = (before: readonly EventRecord[], seq: number): number => {
    const gone = new Set<string>();
    for (const event of before) {
      const { request } = event;
      if (request !== null && !lives.reaches(request, seq)) gone.add(request);
    }
    for (const request of gone) lives.forget(request);
    return gone.size;
  };

  for (const event of beginning.events) take(recordOf(event));

  return {
    epoch,
    startedAt,
    first: () => first,
    next: () => first + events.length,
    lastAt: () => lastAt,
    horizon: () => horizon,
    slice: (seq, count) => events.slice(seq - first, seq - first + count),
    append: (added) =>
      added.map((event) => {
        while (events.length >= maxEvents || (bytes >= maxBytes && events.length > 1)) drop();
        return take(recordOf(event));
      }),
    labGone: lives.labGone,
  };
}

const totalSize = (events: readonly EventRecord[]): number =>
  events.reduce((size, event) => size + event.size(), 0);

/** Looks only into what may change something. */
export function foldRecord(world: World, record: EventRecord): void {
  if (!leavesNoTrace.has(record.type)) fold(world, record.logged());
}

function isClear(record: EventRecord): boolean {
  if (record.type !== 'store-called' && record.type !== 'store-answered') return false;
  const event = record.logged();
  return 'operation' in event && event.operation === 'clear';
}

import type { LogEvent } from '../../../server/contract/events/events.ts';
import { firstAfter } from '../../../server/contract/first-after.ts';
import { type AtSeq, itemAfter, itemAt, lastAtOrBefore } from '../log/by-seq.ts';
import type { Cursor, EventLog } from '../log/event-log.ts';

/** Place of the oldest kept event in `log.events`. */
const firstIndex = (log: EventLog): number => lastAtOrBefore(log.events, log.first - 1) + 1;

export const firstSeq = (log: EventLog): number => log.events[firstIndex(log)]?.seq ?? -1;

export const lastSeq = (log: EventLog): number => log.events.at(-1)?.seq ?? -1;

/** How many events there are to step through. */
export const eventCount = (log: EventLog): number => log.events.length - firstIndex(log);

/** The event with that place among those kept, from 0; for a list that shows a window of the log. */
export const eventAtPlace = (log: EventLog, place: number): LogEvent | undefined =>
  log.events[firstIndex(log) + place];

/** The place, from 0, of the event at `seq` among those kept. */
export const placeOf = (log: EventLog, seq: number): number =>
  lastAtOrBefore(log.events, seq) - firstIndex(log);

/** The seq that the cursor stands at: the newest when live, and never one that was forgotten. -1 in an empty log. */
export const seqAt = (log: EventLog, cursor: Cursor): number =>
  cursor === 'live' ? lastSeq(log) : Math.min(Math.max(cursor, firstSeq(log)), lastSeq(log));

/** The event at that seq, or the last one before it. */
export const eventAt = (log: EventLog, seq: number): LogEvent | undefined => itemAt(log.events, seq);

/** The last event that had happened at that time (µs); the first one for an earlier time. */
export function seqAtTime(log: EventLog, at: number): number {
  const first = firstIndex(log);
  const after = firstAfter(log.events, at, (event) => event.at, first);
  return log.events[Math.max(first, after - 1)]?.seq ?? -1;
}

export type Move = 'first' | 'last' | 'previous' | 'next' | 'previous decision' | 'next decision';

/** Where a move leads from `seq`; it stays where there is nothing further. */
export function moved(log: EventLog, seq: number, move: Move): number {
  switch (move) {
    case 'first':
      return firstSeq(log);
    case 'last':
      return lastSeq(log);
    case 'previous':
      return before(log, log.events, seq) ?? seq;
    case 'next':
      return itemAfter(log.events, seq)?.seq ?? seq;
    case 'previous decision':
      return before(log, log.decisions, seq) ?? seq;
    case 'next decision':
      return itemAfter(log.decisions, seq)?.seq ?? seq;
  }
}

function before(log: EventLog, items: readonly AtSeq[], seq: number): number | undefined {
  const found = itemAt(items, seq - 1);
  return found && found.seq >= log.first ? found.seq : undefined;
}

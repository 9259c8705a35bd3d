import { storedKey } from '../contract/events/stored-key.ts';
import { recordOf, type Told } from './event-record.ts';
import type { TimedEvent } from './timed-event.ts';

/** By `storedKey`: how far a fresh lab's count of its versions is behind the log's. */
export type VersionShift = ReadonlyMap<string, number>;

/** A fresh lab counts the versions of sessions that were put back into it from 1; in the log they go on. */
export function shiftVersions(told: readonly Told[], shift: VersionShift): readonly Told[] {
  return shift.size === 0 ? told : told.map((each) => shifted(recordOf(each).event(), shift));
}

function shifted(event: TimedEvent, shift: VersionShift): TimedEvent {
  const place = 'place' in event ? event.place : undefined;
  const by = 'sid' in event && event.sid !== null ? shift.get(storedKey(event.sid, place)) : undefined;
  if (by === undefined) return event;
  const later = (version: number | null) => (version === null ? null : version + by);
  switch (event.type) {
    case 'session':
    case 'store-answered':
    case 'store-outside':
      return { ...event, version: later(event.version) };
    case 'store-called':
      return { ...event, base: later(event.base), beforeVersion: later(event.beforeVersion) };
    default:
      return event;
  }
}

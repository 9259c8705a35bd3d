import type { LogEvent } from '../../../server/contract/events/events.ts';
import { firstAfter } from '../../../server/contract/first-after.ts';
import { lastAtOrBefore } from '../../history/log/by-seq.ts';
import type { EventLog } from '../../history/log/event-log.ts';

/**
 * The axis of steps: every instant at which some step begins or ends is one column wide, whatever its length in µs.
 * Column `base + i` spans the times `starts[i]` to `ends[i]`; what lies between two columns is drawn between them.
 */
export type Columns = {
  base: number;
  readonly starts: number[];
  readonly ends: number[];
  upTo: number;
  last: { readonly request: string | null; readonly closes: boolean } | null;
};

export const createColumns = (): Columns => ({ base: 0, starts: [], ends: [], upTo: -1, last: null });

/** µs within which a request's next step, begun right after the one before, is drawn in the same column. */
const joinedWithin = 500;

/** Takes in what the log holds beyond what was taken before. Costs what is new. */
export function extendColumns(columns: Columns, log: EventLog): void {
  for (let i = lastAtOrBefore(log.events, columns.upTo) + 1; i < log.events.length; i++) {
    const event = log.events[i];
    if (event) takeEvent(columns, event);
  }
  forgetBefore(columns, log.events[0]?.at ?? 0);
}

function takeEvent(columns: Columns, event: LogEvent): void {
  columns.upTo = event.seq;
  const boundary = boundaryOf(event);
  if (boundary === null) return;
  const { starts, ends, last } = columns;
  const request = 'request' in event ? event.request : null;
  const end = ends.at(-1);
  const isJoined =
    end !== undefined &&
    (event.at === end ||
      (boundary === 'opens' &&
        last !== null &&
        last.closes &&
        last.request === request &&
        event.at - end < joinedWithin));
  if (isJoined) ends[ends.length - 1] = event.at;
  else {
    starts.push(event.at);
    ends.push(event.at);
  }
  columns.last = { request, closes: boundary === 'closes' || (isJoined && event.type === 'headers') };
}

/** Whether something is drawn to begin or to end here. */
function boundaryOf(event: LogEvent): 'opens' | 'closes' | null {
  switch (event.type) {
    case 'store-answered':
      return 'closes';
    case 'work':
      return event.phase === 'start' ? 'opens' : 'closes';
    case 'store-called':
    case 'headers':
    case 'responded':
      return 'opens';
    case 'sent':
    case 'received':
    case 'aborted':
    case 'send-failed':
    case 'clock':
    case 'lab-started':
    case 'lab-configured':
    case 'lab-restarted':
    case 'lab-stopped':
      return 'closes';
    default:
      return null;
  }
}

function forgetBefore(columns: Columns, at: number): void {
  const stale = indexOf(columns.ends, at);
  if (stale * 2 <= columns.ends.length || stale < 1) return;
  columns.starts.splice(0, stale);
  columns.ends.splice(0, stale);
  columns.base += stale;
}

/** Index of the last number that is at most `at`, or -1. */
const indexOf = (numbers: readonly number[], at: number): number =>
  firstAfter(numbers, at, (number) => number) - 1;

/** Where a time (µs) lies, in columns. */
export function columnOf({ base, starts, ends }: Columns, at: number): number {
  const i = indexOf(starts, at);
  if (i < 0) return base;
  const end = ends[i] ?? at;
  const next = starts[i + 1];
  if (at <= end || next === undefined) return base + i;
  return base + i + (at - end) / (next - end);
}

/** The time (µs) that lies at a place in columns; the end of a column that spans several. */
export function timeOfColumn({ base, starts, ends }: Columns, column: number): number {
  const place = Math.max(0, column - base);
  const i = Math.min(Math.floor(place), ends.length - 1);
  const end = ends[i] ?? 0;
  const next = starts[i + 1];
  return next === undefined ? end : end + (next - end) * Math.min(1, place - i);
}

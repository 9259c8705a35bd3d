import type { LogEvent } from '../../../server/contract/events/events.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Lane } from '../log/lane.ts';
import { eventAt } from './position.ts';

/** µs from one event, that at `seq`, to another; negative where it came before. */
export type Elapsed = { readonly seq: number; readonly us: number };

/** How long after the burst began in which its request was sent: those sent together, or else that one alone. Null outside of one. */
export function sinceBurst(log: EventLog, seq: number): Elapsed | null {
  const event = eventAt(log, seq);
  const lane = laneOf(log, event);
  if (event === undefined || lane === undefined) return null;
  const first =
    lane.group === null ? lane : (log.lanes.lanes.find(({ group }) => group === lane.group) ?? lane);
  return { seq: first.firstSeq, us: event.at - first.from };
}

/** What `sinceBurst` counts from: a request alone is no burst, and one that came from outside was sent by nobody here. */
export function beginningInWords(log: EventLog, seq: number): string {
  const lane = laneOf(log, eventAt(log, seq));
  if (lane?.group != null) return 'the burst began';
  return lane?.mode === null ? 'it arrived' : 'it was sent';
}

function laneOf(log: EventLog, event: LogEvent | undefined): Lane | undefined {
  const request = event && 'request' in event ? event.request : null;
  return request === null ? undefined : log.lanes.byRequest.get(request);
}

/** How long after that other event it happened. Null where one of them is not there any more, or both are the same. */
export function sinceEvent(log: EventLog, seq: number, other: number | null): Elapsed | null {
  const [event, from] = [eventAt(log, seq), other === null ? undefined : eventAt(log, other)];
  // One that was dropped from the log is not the oldest that is left.
  if (event === undefined || from?.seq !== other || from.seq === event.seq) return null;
  return { seq: from.seq, us: event.at - from.at };
}

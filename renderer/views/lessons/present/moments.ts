import type { LogEvent } from '../../../../server/contract/events/events.ts';
import { itemAfter, itemAt } from '../../../history/log/by-seq.ts';
import type { EventLog } from '../../../history/log/event-log.ts';

/** What a presenter stops at: what one would tell. What only leads up to it is passed over. */
const isMoment = (event: LogEvent): boolean => {
  switch (event.type) {
    case 'sent':
    case 'session':
    case 'changed':
    case 'jar':
    case 'clock':
    case 'lab-configured':
    case 'error':
    case 'send-failed':
    case 'lab-stopped':
      return true;
    case 'store-answered':
      return event.operation !== 'get' || event.found === null || event.error !== null;
    default:
      return false;
  }
};

/** The moments of a log, in their order. Setting the lab up is none, and is not stepped through. */
export function momentsOf(log: EventLog): LogEvent[] {
  const first = log.events.findIndex(({ type }) => type === 'sent' || type === 'clock');
  return first === -1 ? [] : log.events.slice(first).filter(isMoment);
}

export type MomentMove = 'first' | 'previous' | 'next' | 'last';

/** The seq that a move leads to; stays where there is nothing further. */
export function movedTo(moments: readonly LogEvent[], seq: number, move: MomentMove): number {
  const [first, last] = [moments[0]?.seq ?? seq, moments.at(-1)?.seq ?? seq];
  switch (move) {
    case 'first':
      return first;
    case 'last':
      return last;
    case 'previous':
      return itemAt(moments, seq - 1)?.seq ?? first;
    case 'next':
      return itemAfter(moments, seq)?.seq ?? last;
  }
}

/** Which moment a cursor stands at, from 1; 0 before the first. */
export const numberOf = (moments: readonly LogEvent[], seq: number): number =>
  moments.filter((moment) => moment.seq <= seq).length;

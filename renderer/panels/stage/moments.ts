import { useMemo } from 'react';
import type { LogEvent } from '../../../server/contract/events/events.ts';
import { jarsAt } from '../../history/folds/jars.ts';
import { storeAt } from '../../history/folds/sessions.ts';
import { eventViewAt } from '../../history/folds/verdicts.ts';
import type { LogState } from '../../history/history.ts';
import { itemAfter, itemAt } from '../../history/log/by-seq.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { useHistory } from '../../history/use-history.ts';

/** What a presenter stops at: what one would tell. What only leads up to it is passed over. */
const isMoment = (event: LogEvent): boolean => {
  switch (event.type) {
    case 'sent':
    case 'session':
    case 'changed':
    case 'jar':
    case 'clock':
    case 'lab-configured':
    case 'lab-restarted':
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

/** The moments of the log on screen. */
export function useMoments(): LogEvent[] {
  const logged = useHistory((state) => state.logged);
  return useMemo(() => momentsAfter(logged), [logged]);
}

const momentsAfter = ({ log }: LogState) => momentsOf(log);

/** What the light falls on at a moment: what is said, why, and which panels changed since the moment before. */
export type Spot = {
  sentence: string;
  because: string | null;
  browser: string | null;
  hue: number;
  store: boolean;
  cookies: boolean;
  /** It undoes what somebody wrote: that is what is told then. */
  isLoss: boolean;
};

/** The spot at `seq`; null in an empty log. */
export function spotAt(log: EventLog, moments: readonly LogEvent[], seq: number): Spot | null {
  const view = eventViewAt(log, seq);
  if (view === undefined) return null;
  const before = itemAt(moments, seq - 1)?.seq ?? -1;
  const isNew = (at: number | null): boolean => at !== null && at > before && at <= seq;
  const [was, is] = [storeAt(log, before), storeAt(log, seq)];
  const { sentence, browser, hue, event, earlier, losses } = view;
  const undone = losses.filter((loss) => loss.seq === event.seq).map((loss) => loss.sentence);
  const decided = earlier.findLast(({ subject }) => subject === 'store');
  return {
    sentence: undone.length > 0 ? undone.join(' ') : sentence,
    because: event.type === 'store-answered' && decided ? decided.sentence : null,
    isLoss: undone.length > 0,
    browser,
    hue,
    store: was.count !== is.count || is.sessions.some(({ last }) => isNew(last.seq)),
    cookies: jarsAt(log, seq).some(({ changedAt }) => isNew(changedAt)),
  };
}

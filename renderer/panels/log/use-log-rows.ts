import { useDeferredValue, useMemo } from 'react';
import type { LogEvent } from '../../../server/contract/events/events.ts';
import { eventAtPlace, eventCount, placeOf } from '../../history/folds/position.ts';
import { lastAtOrBefore } from '../../history/log/by-seq.ts';
import { useHistory } from '../../history/use-history.ts';
import { createLogFilter, extendFilter, isOpen } from './log-filter.ts';
import type { LogKind } from './log-kinds.ts';

export type LogRows = {
  count: number;
  at: (place: number) => LogEvent | undefined;
  /** The place of the last row that is not after `seq`. */
  placeOf: (seq: number) => number;
};

/** The rows of the log that fit; a filter is applied when there is time, so that typing never waits. */
export function useLogRows(kind: LogKind, text: string): LogRows {
  const logged = useHistory((state) => state.logged);
  const wanted = useDeferredValue(text);
  const { epoch } = logged.log;
  const filter = useMemo(() => ({ epoch, ...createLogFilter(kind, wanted) }), [epoch, kind, wanted]);
  return useMemo(() => {
    const { log } = logged;
    if (isOpen(filter))
      return {
        count: eventCount(log),
        at: (place) => eventAtPlace(log, place),
        placeOf: (seq) => placeOf(log, seq),
      };
    const events = extendFilter(filter, log);
    return {
      count: events.length,
      at: (place) => events[place],
      placeOf: (seq) => lastAtOrBefore(events, seq),
    };
  }, [filter, logged]);
}

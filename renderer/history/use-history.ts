import { useMemo } from 'react';
import { seqAt } from './folds/position.ts';
import type { EventLog } from './log/event-log.ts';
import type { LogState } from './slices/log-slice.ts';
import { createHistoryStore } from './store.ts';

/** The window's store of what happened and where one looks. `useHistory((state) => state.cursor)`. */
export const useHistory = createHistoryStore(localStorage);

/** A fold of the log at the cursor: `useAtCursor(jarsAt)`. Give it a stable function. */
export function useAtCursor<View>(fold: (log: EventLog, seq: number) => View): View {
  const logged = useHistory((state) => state.logged);
  const cursor = useHistory((state) => state.cursor);
  return useMemo(() => foldAt(logged, cursor, fold), [logged, cursor, fold]);
}

const foldAt = <View>(
  { log }: LogState,
  cursor: number | 'live',
  fold: (log: EventLog, seq: number) => View,
): View => fold(log, seqAt(log, cursor));

/** The seq that the cursor stands at. */
export const useCursorSeq = (): number => useHistory(({ logged, cursor }) => seqAt(logged.log, cursor));

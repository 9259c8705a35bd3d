import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { seqAt } from './folds/position.ts';
import type { History, HistoryState, LogState } from './history.ts';
import type { Cursor, EventLog } from './log/event-log.ts';
import type { TimeScale } from './settings.ts';

const HistoryContext = createContext<History | null>(null);

/** Hands a history to every panel and timeline inside. */
export const HistoryProvider = HistoryContext.Provider;

/** The history that was handed to this place, for actions. Throws outside of `HistoryProvider`. */
export function useGivenHistory(): History {
  const history = useContext(HistoryContext);
  if (history === null) throw new Error('useHistory is for components inside HistoryProvider');
  return history;
}

/** A part of it: `useHistory((state) => state.cursor)`. */
export const useHistory = <Part>(select: (state: HistoryState) => Part): Part =>
  useStore(useGivenHistory(), select);

/** A fold of its log at its cursor: `useAtCursor(jarsAt)`. Give it a stable function. */
export function useAtCursor<View>(fold: (log: EventLog, seq: number) => View): View {
  const logged = useHistory((state) => state.logged);
  const cursor = useHistory((state) => state.cursor);
  return useMemo(() => foldAt(logged, cursor, fold), [logged, cursor, fold]);
}

const foldAt = <View>({ log }: LogState, cursor: Cursor, fold: (log: EventLog, seq: number) => View): View =>
  fold(log, seqAt(log, cursor));

/** The seq that the cursor stands at. */
export const useCursorSeq = (): number => useHistory(({ logged, cursor }) => seqAt(logged.log, cursor));

/** How its time is drawn, and the way to change that for all that share its settings. */
export function useTimeScale(): [TimeScale, (timeScale: TimeScale) => void] {
  const settings = useHistory((state) => state.settings);
  const timeScale = useStore(settings, (state) => state.timeScale);
  return [timeScale, (next) => settings.setState({ timeScale: next })];
}

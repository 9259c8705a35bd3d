import { createContext, useContext, useLayoutEffect, useRef, useState } from 'react';
import { createHistory, type History, type LogState } from '../../history/history.ts';
import type { Cursor } from '../../history/log/event-log.ts';

const LiveHistoryContext = createContext<History | null>(null);

export const LiveHistoryProvider = LiveHistoryContext.Provider;

/** The history of the lab that runs, fed by the connection. Throws outside of `LiveHistoryProvider`. */
export function useLiveHistory(): History {
  const live = useContext(LiveHistoryContext);
  if (live === null) throw new Error('useLiveHistory is for components inside LiveHistoryProvider');
  return live;
}

/** A history of a log that is over, shown as the live one is. Its cursor is where `onCursor` keeps it. */
export function useHistoryOf(logged: LogState, cursor: Cursor, onCursor: (cursor: Cursor) => void): History {
  const { settings } = useLiveHistory().getState();
  const newest = useRef(onCursor);
  const make = () =>
    createHistory({ logged, cursor, isOver: true, settings, onCursor: (to) => newest.current(to) });
  const [known, setKnown] = useState(() => ({ logged, history: make() }));
  const now = known.logged === logged ? known : { logged, history: make() };
  if (now !== known) setKnown(now);
  useLayoutEffect(() => {
    newest.current = onCursor;
  });
  useLayoutEffect(() => {
    if (now.history.getState().cursor !== cursor) now.history.setState({ cursor });
  }, [now, cursor]);
  return now.history;
}

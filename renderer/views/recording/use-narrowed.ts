import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { createHistory, type History } from '../../history/history.ts';
import { isNarrow, narrowed, type RecordingFilter } from './filter.ts';

/** ms between two looks at what has come since, while only some requests are shown. */
const lookEvery = 500;

/** The history itself, or one of the requests that fit, which grows with it. */
export function useNarrowed(history: History, filter: RecordingFilter): History {
  const isNarrowed = isNarrow(filter);
  const own = useMemo(
    () => createHistory({ isOver: true, settings: history.getState().settings }),
    [history],
  );
  const revision = useStore(history, ({ logged }) => logged.revision);
  const [seen, setSeen] = useState(revision);
  useEffect(() => {
    if (!isNarrowed || seen === revision) return;
    const later = setTimeout(() => setSeen(revision), lookEvery);
    return () => clearTimeout(later);
  }, [isNarrowed, seen, revision]);
  useEffect(() => {
    if (!isNarrowed) return;
    const { cursor, selection } = own.getState();
    own.getState().show({ log: narrowed(history.getState().logged.log, filter), revision: seen });
    // Another log, of the same recording: where one looks stays.
    own.setState({ cursor, selection });
  }, [own, history, filter, isNarrowed, seen]);
  return isNarrowed ? own : history;
}

import type { ReactNode } from 'react';
import { useHistory } from '../history/use-history.ts';
import { Timeline } from './timeline.tsx';

/** The timeline of the window's own log. */
export function HistoryTimeline({
  heading,
  empty,
  fits = false,
}: {
  heading?: ReactNode;
  empty?: ReactNode;
  fits?: boolean;
}) {
  const logged = useHistory((state) => state.logged);
  const cursor = useHistory((state) => state.cursor);
  const setCursor = useHistory((state) => state.setCursor);
  const timeScale = useHistory((state) => state.settings.timeScale);
  const setTimeScale = useHistory((state) => state.setTimeScale);
  const selection = useHistory((state) => state.selection);
  const select = useHistory((state) => state.select);
  return (
    <Timeline
      {...{ logged, cursor, timeScale, selection, heading, empty, fits }}
      onCursor={setCursor}
      onTimeScale={setTimeScale}
      onSelect={select}
    />
  );
}

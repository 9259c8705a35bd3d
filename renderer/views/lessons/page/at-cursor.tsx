import { useState } from 'react';
import { AtCursor, type AtCursorTab } from '../../../panels/at-cursor.tsx';
import type { Entry } from '../catalogue/entry.ts';
import { useOutcome } from '../run/use-outcome.ts';

/** What was true at the cursor, in the lesson's own lab. */
export function LessonAtCursor({ entry }: { entry: Entry }) {
  const [tab, setTab] = useState<AtCursorTab>('event');
  const isInLog = useOutcome(entry)?.isInLog ?? false;
  const blank = <p className="lesson-blank soft">After a run, what was true at each instant stands here.</p>;
  return <AtCursor tab={tab} onTab={setTab} {...(!isInLog && { blank })} />;
}

import { useEffect, useMemo } from 'react';
import { HistoryProvider } from '../../history/use-history.ts';
import { useCommands } from '../../services/keyboard/commands.ts';
import { useAddress } from '../../services/window/use-address.ts';
import { useWindow } from '../../services/window/window-store.ts';
import { idIn } from './catalogue/entry.ts';
import { useCatalogue, useOpening } from './catalogue/use-shelf.ts';
import { Contents } from './contents/contents.tsx';
import { useLessons } from './lessons-store.ts';
import { Editor } from './own/editor.tsx';
import { ownId } from './own/use-draft-actions.ts';
import { LessonPage } from './page/lesson-page.tsx';
import { useLessonHistory } from './run/run-slice.ts';
import './lessons-view.css';

/** The contents, or the lesson that the address names. */
export function LessonsView() {
  const entries = useCatalogue();
  const { open } = useOpening();
  useCommands(useMemo(() => ({ open }), [open]));
  const history = useLessonHistory();
  const id = idIn(useAddress());
  const draft = useLessons((state) => state.draft);
  const isLesson = entries?.some((one) => one.id === id) ?? false;
  useEffect(() => {
    if (!isLesson) useWindow.getState().present(false);
  }, [isLesson]);
  useEffect(() => () => useWindow.getState().present(false), []);
  if (entries === null) return <p className="lessons-wait soft">Fetching the lessons…</p>;
  if (id === ownId && draft !== null) return <Editor draft={draft} />;
  const entry = id === null ? null : entries.find((one) => one.id === id);
  if (entry)
    return (
      <HistoryProvider value={history}>
        <LessonPage key={entry.id} entry={entry} entries={entries} />
      </HistoryProvider>
    );
  return <Contents entries={entries} missing={id === ownId ? null : id} />;
}

import { useEffect, useMemo } from 'react';
import { useCommands } from '../../app/commands.ts';
import { useAddress } from '../../app/use-address.ts';
import { useWindow } from '../../app/window-store.ts';
import { Contents } from './contents/contents.tsx';
import { useLessons } from './lessons-store.ts';
import './lessons-view.css';
import { Editor } from './own/editor.tsx';
import { ownId } from './own/use-make-own.ts';
import { LessonPage } from './page/lesson-page.tsx';
import { idIn } from './shelf/entry.ts';
import { useOpening } from './shelf/use-opening.ts';
import { useShelf } from './shelf/use-shelf.ts';

/** The contents, or the lesson that the address names. */
export function LessonsView() {
  const entries = useShelf();
  const { open } = useOpening();
  useCommands(useMemo(() => ({ open }), [open]));
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
  if (entry) return <LessonPage key={entry.id} entry={entry} entries={entries} />;
  return <Contents entries={entries} missing={id === ownId ? null : id} />;
}

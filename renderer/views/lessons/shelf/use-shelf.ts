import { useEffect, useMemo } from 'react';
import { useApi } from '../../../app/api-context.ts';
import { explainError } from '../../../app/explain-error.ts';
import { useScenarioShelf } from '../../../app/scenario-shelf.ts';
import { useWindow } from '../../../app/window-store.ts';
import { useLessons } from '../lessons-store.ts';
import { type Entry, entriesOf } from './entry.ts';

/** Fetches the course once; null until it is here. */
export function useShelf(): readonly Entry[] | null {
  const api = useApi();
  const course = useLessons((state) => state.course);
  const opened = useScenarioShelf((state) => state.files);
  const workshop = useLessons((state) => state.workshop);
  const isMissing = course === null;
  useEffect(() => {
    if (!isMissing) return;
    Promise.all([api.course.query(), api.shelf.query()]).then(
      ([lessons, shelf]) => {
        if (shelf.opened !== null) useScenarioShelf.getState().put(shelf.opened);
        useLessons.getState().takeCourse(lessons, shelf.workshop);
      },
      (error: unknown) => {
        const { message, next } = explainError(error);
        useWindow.getState().tell({ kind: 'error', text: `Could not fetch the lessons: ${message}`, next });
      },
    );
  }, [api, isMissing]);
  return useMemo(
    () => (course === null ? null : entriesOf({ course, opened, workshop })),
    [course, opened, workshop],
  );
}

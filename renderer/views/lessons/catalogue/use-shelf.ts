import { useEffect, useMemo } from 'react';
import { pageSentence } from '../../../page-problems.ts';
import { useApi } from '../../../services/connection/api-context.ts';
import { explainError } from '../../../services/connection/explain-error.ts';
import { openText } from '../../../services/files/files.ts';
import { openWorkshop } from '../../../services/files/folders.ts';
import { openScenario, useScenarioCatalogue } from '../../../services/files/scenario-catalogue.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { useLessons } from '../lessons-store.ts';
import { type Entry, entriesOf } from './entry.ts';

/** Fetches the course once; null until it is here. */
export function useCatalogue(): readonly Entry[] | null {
  const api = useApi();
  const course = useLessons((state) => state.course);
  const opened = useScenarioCatalogue((state) => state.files);
  const workshop = useLessons((state) => state.workshop);
  const isMissing = course === null;
  useEffect(() => {
    if (!isMissing) return;
    Promise.all([api.course.query(), api.catalogue.query()]).then(
      ([lessons, catalogue]) => {
        if (catalogue.opened !== null) useScenarioCatalogue.getState().put(catalogue.opened);
        useLessons.getState().takeCourse(lessons, catalogue.workshop);
      },
      (error: unknown) => {
        const { message, next } = explainError(error);
        useWindow.getState().notify({ kind: 'error', text: `Could not fetch the lessons: ${message}`, next });
      },
    );
  }, [api, isMissing]);
  return useMemo(
    () => (course === null ? null : entriesOf({ course, opened, workshop })),
    [course, opened, workshop],
  );
}

/** Lets the user choose a scenario file, or a folder of them. */
export function useOpening(): { open: () => void; openFolder: () => void } {
  const api = useApi();
  return useMemo(() => {
    const notifyFailed = (message: string) =>
      useWindow.getState().notify({
        kind: 'error',
        text: `Could not open it: ${message}`,
        next: 'Nothing was changed.',
      });
    const open = async () => {
      const opened = await openText('scenario', '.json,application/json');
      if (opened?.ok) await openScenario(api, opened.value.name, opened.value.text);
      else if (opened) notifyFailed(pageSentence(opened.problem));
    };
    const openFolder = async () => {
      const opened = await openWorkshop(api);
      if (opened?.ok) useLessons.getState().putWorkshop(opened.value);
      else if (opened) notifyFailed(pageSentence(opened.problem));
    };
    return { open: () => void open(), openFolder: () => void openFolder() };
  }, [api]);
}

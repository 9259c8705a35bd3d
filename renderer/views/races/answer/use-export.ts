import { useCallback } from 'react';
import { saveText } from '../../../services/files.ts';
import { useAct } from '../../../services/use-act.ts';
import { useWindow } from '../../../services/window-store.ts';
import { useRaceApi } from '../race-api.ts';
import { useRaces } from '../races-store.ts';
import type { Answer } from './answer-slice.ts';
import type { ExportForm } from './export-forms.ts';

/** Makes the file and saves it under a name that the user may change. */
export function useExport(): (form: ExportForm, answer: Answer) => Promise<void> {
  const api = useRaceApi();
  const act = useAct();
  const tell = useWindow((state) => state.tell);
  return useCallback(
    async ({ kind, name, make }, answer) => {
      const text = await act('export the race', async () =>
        make(api, answer, useRaces.getState().scheduleView?.from ?? null),
      );
      const saved = text === null ? null : await saveText(kind, name, text);
      if (saved?.ok) tell({ kind: 'done', text: `Saved as ${saved.value}.` });
      else if (saved)
        tell({ kind: 'error', text: `Could not save: ${saved.message}`, next: 'Try another folder.' });
    },
    [api, act, tell],
  );
}

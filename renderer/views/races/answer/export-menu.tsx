import { Download } from 'lucide-react';
import { useCallback, useId } from 'react';
import { pageSentence } from '../../../page-problems.ts';
import { useAct } from '../../../services/connection/use-act.ts';
import { saveText } from '../../../services/files/files.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { Button } from '../../../ui/button.tsx';
import { useRaceApi } from '../race-api.ts';
import { useRaces } from '../races-store.ts';
import type { Answer } from './answer-slice.ts';
import { type ExportForm, exportForms } from './export-forms.ts';

/** What can be taken along of an answer. */
export function ExportMenu() {
  const id = useId();
  const answer = useRaces((state) => state.answer);
  const save = useExport();
  if (answer === null) return null;
  return (
    <>
      <Button icon={<Download aria-hidden />} popoverTarget={id}>
        Export
      </Button>
      <div id={id} popover="auto" className="export-list" role="menu" aria-label="Export">
        {exportForms.map((form) => (
          <Button
            key={form.label}
            look="plain"
            role="menuitem"
            hint={form.hint}
            aria-disabled={!form.canBeMade(answer)}
            popoverTarget={id}
            popoverTargetAction="hide"
            onClick={() => void save(form, answer)}
          >
            {form.label}
          </Button>
        ))}
      </div>
    </>
  );
}

/** Makes the file and saves it under a name that the user may change. */
function useExport(): (form: ExportForm, answer: Answer) => Promise<void> {
  const api = useRaceApi();
  const act = useAct();
  const notify = useWindow((state) => state.notify);
  return useCallback(
    async ({ kind, name, make }, answer) => {
      const text = await act('export the race', async () =>
        make(api, answer, useRaces.getState().scheduleView?.from ?? null),
      );
      const saved = text === null ? null : await saveText(kind, name, text);
      if (saved?.ok) notify({ kind: 'done', text: `Saved as ${saved.value}.` });
      else if (saved)
        notify({
          kind: 'error',
          text: `Could not save: ${pageSentence(saved.problem)}`,
          next: 'Try another folder.',
        });
    },
    [api, act, notify],
  );
}

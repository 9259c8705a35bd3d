import { useMemo } from 'react';
import type { CatalogueFile } from '../../../../server/contract/scenario/catalogue.ts';
import type { Api } from '../../../services/api.ts';
import { useApi } from '../../../services/api-context.ts';
import { saveText } from '../../../services/files.ts';
import { fileId, lessonAddress } from '../../../services/lesson-address.ts';
import { readScenario, useScenarioCatalogue } from '../../../services/scenario-catalogue.ts';
import { useWindow } from '../../../services/window-store.ts';
import { useLessons } from '../lessons-store.ts';
import { fileNameOf, scenarioOf } from './draft.ts';

/** What can be done with a draft. It is read as any file is first, so that nothing is saved that could not be opened. */
export function useDraftActions(): { save: () => void; tryOut: () => void } {
  const api = useApi();
  return useMemo(
    () => ({
      save: () => void checked(api).then((made) => made && save(made)),
      tryOut: () =>
        void checked(api).then((made) => {
          if (made === null) return;
          useScenarioCatalogue.getState().put(made.file);
          window.location.hash = lessonAddress(fileId(made.file.name));
        }),
    }),
    [api],
  );
}

type Made = { text: string; file: CatalogueFile };

async function checked(api: Api): Promise<Made | null> {
  const { draft } = useLessons.getState();
  if (draft === null) return null;
  const text = `${JSON.stringify(scenarioOf(draft), null, 2)}\n`;
  const file = await readScenario(api, fileNameOf(draft.title), text);
  if (file === null) return null;
  if (file.ok) return { text, file };
  const [problem] = file.problems;
  useWindow.getState().tell({
    kind: 'error',
    text: `This is no scenario yet: ${problem?.at ?? ''}: ${problem?.message ?? ''}`,
    next: 'Mend it, then try again.',
  });
  return null;
}

async function save({ text, file }: Made): Promise<void> {
  const { tell } = useWindow.getState();
  const saved = await saveText('scenario', file.name, text);
  if (saved?.ok) tell({ kind: 'done', text: `Saved as ${saved.value}.` });
  else if (saved)
    tell({ kind: 'error', text: `Could not save: ${saved.message}`, next: 'Try another folder.' });
}

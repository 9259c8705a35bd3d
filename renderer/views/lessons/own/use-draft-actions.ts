import { useEffect, useMemo, useState } from 'react';
import type { CatalogueFile } from '../../../../server/contract/scenario/catalogue.ts';
import { type Scenario, scenarioText } from '../../../../server/contract/scenario/scenario.ts';
import { pageSentence } from '../../../page-problems.ts';
import type { Api } from '../../../services/connection/api.ts';
import { useApi } from '../../../services/connection/api-context.ts';
import { useAct } from '../../../services/connection/use-act.ts';
import { saveText } from '../../../services/files/files.ts';
import { readScenario, useScenarioCatalogue } from '../../../services/files/scenario-catalogue.ts';
import { fileId, lessonAddress } from '../../../services/window/lesson-address.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { useLessons } from '../lessons-store.ts';
import { type Draft, draftOf, draftOfRecording, fileNameOf, scenarioOf } from './draft.ts';

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
  const text = scenarioText(scenarioOf(draft));
  const file = await readScenario(api, fileNameOf(draft.title), text);
  if (file === null) return null;
  if (file.ok) return { text, file };
  const [problem] = file.problems;
  useWindow.getState().notify({
    kind: 'error',
    text: `This is no scenario yet: ${problem?.at ?? ''}: ${problem?.message ?? ''}`,
    next: 'Mend it, then try again.',
  });
  return null;
}

async function save({ text, file }: Made): Promise<void> {
  const { notify } = useWindow.getState();
  const saved = await saveText('scenario', file.name, text);
  if (saved?.ok) notify({ kind: 'done', text: `Saved as ${saved.value}.` });
  else if (saved)
    notify({
      kind: 'error',
      text: `Could not save: ${pageSentence(saved.problem)}`,
      next: 'Try another folder.',
    });
}

/** Where a scenario is made. No lesson has an @ in its id. */
export const ownId = '@own';

const openEditor = () => {
  window.location.hash = `#/lessons/${ownId}`;
};

/** Begins a scenario of one's own: from what was done in the lab, or from another scenario. */
export function useMakeOwn(): { record: () => void; copy: (scenario: Scenario) => void } {
  const act = useAct();
  return useMemo(
    () => ({
      record: () =>
        void act('record what you did', async (api) => ({
          recording: await api.recordScenario.query(),
        })).then((answer) => {
          if (answer === null) return;
          if (answer.recording !== null) {
            useLessons.getState().startDraft(draftOfRecording(answer.recording));
            openEditor();
            return;
          }
          useWindow.getState().notify({
            kind: 'error',
            text: 'There is nothing to record: no request was sent in this lab.',
            next: 'Send some in the playground, then come back.',
          });
        }),
      copy: (scenario) => {
        useLessons.getState().startDraft(draftOf(scenario));
        openEditor();
      },
    }),
    [act],
  );
}

/** What each expectation of a draft expects, in words, by its place; null until they are here. */
export function useDraftWords({ base, steps }: Draft): (string | null)[] | null {
  const api = useApi();
  const [words, setWords] = useState<(string | null)[] | null>(null);
  // The steps themselves stay while they are taken in or left out.
  const all = JSON.stringify(steps.map(({ step }) => step));
  useEffect(() => {
    const { task: _, ...scenario } = base;
    api.expectedWords.mutate({ ...scenario, steps: JSON.parse(all) }).then(
      (answer) => setWords(answer.steps),
      // The words are a help; without them the list says “…”.
      () => setWords(null),
    );
  }, [api, base, all]);
  return words;
}

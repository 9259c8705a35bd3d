import { useMemo } from 'react';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';
import { useAct } from '../../../services/use-act.ts';
import { useWindow } from '../../../services/window-store.ts';
import { useLessons } from '../lessons-store.ts';
import { draftOf, draftOfRecording } from './draft.ts';

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
          useWindow.getState().tell({
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

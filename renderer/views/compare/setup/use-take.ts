import { useMemo } from 'react';
import { toldLine } from '../../../../server/contract/errors.ts';
import { useApi } from '../../../services/api-context.ts';
import { openText } from '../../../services/files.ts';
import { readScenario, useScenarioCatalogue } from '../../../services/scenario-catalogue.ts';
import { useAct } from '../../../services/use-act.ts';
import { useWindow } from '../../../services/window-store.ts';
import { useCompare } from '../compare-store.ts';
import { fileOrigin } from './use-scenarios.ts';

export const playgroundOrigin = 'playground';

/** Takes a scenario from elsewhere: what was done in the playground, or a file. */
export function useTake(): { takeDone: () => void; openFile: () => void } {
  const api = useApi();
  const act = useAct();
  return useMemo(() => {
    const takeDone = async () => {
      const answer = await act('take what you did', async ({ recordScenario }) => ({
        recording: await recordScenario.query(),
      }));
      if (answer === null) return;
      if (answer.recording === null) return tellFailed('no request was sent in the playground so far.');
      useCompare.getState().takeScenario(playgroundOrigin, answer.recording.scenario);
    };
    const openFile = async () => {
      const opened = await openText('scenario', '.json,application/json');
      if (opened === null) return;
      if (!opened.ok) return tellFailed(opened.message);
      const file = await readScenario(api, opened.value.name, opened.value.text);
      if (file === null) return;
      if (!file.ok) return tellFailed(file.problems.map(toldLine).join('; '));
      useScenarioCatalogue.getState().put(file);
      useCompare.getState().takeScenario(fileOrigin(file.name), file.scenario);
    };
    return { takeDone: () => void takeDone(), openFile: () => void openFile() };
  }, [api, act]);
}

const tellFailed = (message: string): void =>
  useWindow.getState().tell({
    kind: 'error',
    text: `Could not take it: ${message}`,
    next: 'What was there before is still there.',
  });

import { useMemo } from 'react';
import { useApi } from '../../../services/api-context.ts';
import { openText } from '../../../services/files.ts';
import { openWorkshop } from '../../../services/folders.ts';
import { openScenario } from '../../../services/scenario-catalogue.ts';
import { useWindow } from '../../../services/window-store.ts';
import { useLessons } from '../lessons-store.ts';

/** Lets the user choose a scenario file, or a folder of them. */
export function useOpening(): { open: () => void; openFolder: () => void } {
  const api = useApi();
  return useMemo(() => {
    const tellFailed = (message: string) =>
      useWindow.getState().tell({
        kind: 'error',
        text: `Could not open it: ${message}`,
        next: 'Nothing was changed.',
      });
    const open = async () => {
      const opened = await openText('scenario', '.json,application/json');
      if (opened?.ok) await openScenario(api, opened.value.name, opened.value.text);
      else if (opened) tellFailed(opened.message);
    };
    const openFolder = async () => {
      const opened = await openWorkshop(api);
      if (opened?.ok) useLessons.getState().putWorkshop(opened.value);
      else if (opened) tellFailed(opened.message);
    };
    return { open: () => void open(), openFolder: () => void openFolder() };
  }, [api]);
}

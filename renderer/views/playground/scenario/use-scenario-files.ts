import { useMemo } from 'react';
import { readDraft } from '../../../parts/requests/draft.ts';
import { openText, saveText } from '../../../services/files.ts';
import { useAct } from '../../../services/use-act.ts';
import { usePresent } from '../../../services/use-playground-state.ts';
import { useWindow } from '../../../services/window-store.ts';
import { useChange } from '../options/use-options.ts';
import { usePlaygroundStore } from '../playground-store.ts';
import { readScenario } from './read-scenario.ts';
import { writeScenario } from './write-scenario.ts';

const fileName = 'playground.scenario.json';

/** Opens and saves what is set up: options, store, browsers and requests, as a scenario file. */
export function useScenarioFiles(): { open: () => void; save: () => void } {
  const act = useAct();
  const change = useChange();
  const tell = useWindow((state) => state.tell);
  return useMemo(() => {
    const open = async () => {
      const file = await openText('scenario', '.json,application/json');
      if (file === null) return;
      const present = usePresent.getState().state;
      const read = file.ok ? readScenario(file.value.text, present?.config.options.secret ?? []) : file;
      if (!read.ok || present === null) {
        tell({
          kind: 'error',
          text: `Could not open the file: ${read.ok ? 'not connected' : read.message}`,
          next: 'Nothing was changed.',
        });
        return;
      }
      const { clearSequence, addToSequence } = usePlaygroundStore.getState();
      const missing = read.browsers.filter(
        (name) => !present.browsers.some((browser) => browser.name === name),
      );
      for (const name of missing) await act('add a browser', (api) => api.addBrowser.mutate({ name }));
      const refused = await change(() => read.config);
      clearSequence();
      for (const request of read.requests) addToSequence(request);
      if (refused !== null) {
        const { at, message } = refused;
        tell({
          kind: 'error',
          text: `Opened “${read.title}”, but the lab refused its options: ${at === null ? '' : `${at}: `}${message}`,
          next: 'The options stay as they were. Its requests wait in the sequence.',
        });
        return;
      }
      tell({
        kind: 'done',
        text: `Opened “${read.title}”: its options hold now, its requests wait in the sequence.`,
      });
    };
    const save = async () => {
      const { draft, sequence } = usePlaygroundStore.getState();
      const present = usePresent.getState().state;
      if (present === null) return;
      const read = readDraft(draft);
      const text = writeScenario({
        config: present.config,
        faults: present.faults,
        browsers: present.browsers.map(({ name }) => name),
        sequence: sequence.map(({ spec }) => spec),
        fire: read.ok ? { request: read.spec, together: draft.together, stagger: draft.stagger } : null,
      });
      const saved = await saveText('scenario', fileName, text);
      if (saved?.ok) tell({ kind: 'done', text: `Saved as ${saved.value}, without the secrets.` });
      else if (saved)
        tell({ kind: 'error', text: `Could not save: ${saved.message}`, next: 'Try another folder.' });
    };
    return { open: () => void open(), save: () => void save() };
  }, [act, change, tell]);
}

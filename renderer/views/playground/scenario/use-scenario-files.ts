import { useMemo } from 'react';
import { toldLine } from '../../../../server/contract/errors.ts';
import { faultsInWords, isFaulty, patchBetween } from '../../../../server/contract/faults/faults.ts';
import { ownHandlerPath } from '../../../../server/contract/routes.ts';
import { pageSentence } from '../../../page-problems.ts';
import { readDraft } from '../../../parts/requests/draft.ts';
import type { Api } from '../../../services/connection/api.ts';
import { useApi } from '../../../services/connection/api-context.ts';
import { explainError } from '../../../services/connection/explain-error.ts';
import { useLabAct } from '../../../services/connection/use-act.ts';
import { usePresent } from '../../../services/connection/use-playground-state.ts';
import { withConsent } from '../../../services/files/consent.ts';
import { type NamedText, openText, saveText } from '../../../services/files/files.ts';
import { openScenario, readScenario } from '../../../services/files/scenario-catalogue.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { useChange } from '../options/use-options.ts';
import { usePlaygroundStore } from '../playground-store.ts';
import { playgroundSetUp } from './read-scenario.ts';
import { writeScenario } from './write-scenario.ts';

const fileName = 'playground.scenario.json';

/**
 * Puts a file's handler into the editor, and into the lab where the user allows it: what happened, in words. What they had
 * typed and not run stays where they do not.
 */
async function putHandler(api: Api, source: string): Promise<string> {
  const { handlerText, writeHandler } = usePlaygroundStore.getState();
  const running = usePresent.getState().state?.handler ?? null;
  const isUnsaved = handlerText !== null && handlerText !== running;
  try {
    await withConsent(api, () => api.setHandler.mutate({ source, isFromFile: true }));
    writeHandler(source);
    return ` Its handler runs at ${ownHandlerPath}.`;
  } catch (error) {
    const { message } = explainError(error);
    if (isUnsaved) return ` Its handler does not run, and yours stays in the editor: ${message}.`;
    writeHandler(source);
    return ` Its handler is in the editor and does not run: ${message}.`;
  }
}

/**
 * Opens and saves what is set up or was done: options, store, browsers and requests, as a scenario file. `take` opens a
 * text that is there already.
 */
export function useScenarioFiles(): {
  open: () => void;
  take: (file: NamedText) => Promise<void>;
  save: () => void;
} {
  const api = useApi();
  const act = useLabAct();
  const change = useChange();
  const notify = useWindow((state) => state.notify);
  return useMemo(() => {
    const refuse = (text: string) => notify({ kind: 'error', text, next: 'Nothing was changed.' });
    const open = async () => {
      const file = await openText('scenario', '.json,application/json');
      if (file === null) return;
      if (!file.ok) return refuse(`Could not open the file: ${pageSentence(file.problem)}`);
      await take(file.value);
    };
    const take = async ({ name, text }: NamedText) => {
      const present = usePresent.getState().state;
      if (present === null) return refuse('Could not open the file: not connected');
      const read = await readScenario(api, name, text);
      if (read === null) return;
      if (!read.ok) {
        return refuse(`Could not open ${name}: ${read.problems.map(toldLine).join('; ')}`);
      }
      const { title, browsers } = read.scenario;
      const setUp = playgroundSetUp(read.scenario, read.givesSecret, present.config.options.secret);
      const refused = await change(() => setUp.config);
      if (refused !== null) {
        const { at, message } = refused;
        return refuse(`The lab refused the options of “${title}”: ${at === null ? '' : `${at}: `}${message}`);
      }
      const missing = browsers.filter((browser) => !present.browsers.some((one) => one.name === browser));
      for (const browser of missing)
        await act('add a browser', (to) => to.addBrowser.mutate({ name: browser }));
      const { clearSequence, addToSequence } = usePlaygroundStore.getState();
      clearSequence();
      for (const step of setUp.sequence) addToSequence(step);
      const fault = patchBetween(present.faults, setUp.faults);
      if (fault !== null) await act('set what goes wrong', (to) => to.fault.mutate(fault));
      const wrong = isFaulty(setUp.faults) ? ` ${faultsInWords(setUp.faults)}` : '';
      const handlerWords = setUp.handler === null ? '' : await putHandler(api, setUp.handler);
      notify({
        kind: 'done',
        text: `Opened “${title}”: its options hold now, its requests wait in the sequence.${wrong}${handlerWords}`,
        ...(setUp.leftOut !== null && {
          next: setUp.leftOut,
          action: { label: 'Open in Lessons', run: () => void openScenario(api, name, text) },
        }),
      });
    };
    const save = async () => {
      const { draft, sequence } = usePlaygroundStore.getState();
      const present = usePresent.getState().state;
      if (present === null) return;
      const read = readDraft(draft);
      const recorded =
        sequence.length > 0
          ? { recording: null }
          : await act('read what you did', async (from) => ({
              recording: await from.recordScenario.query(),
            }));
      if (recorded === null) return;
      const text = writeScenario({
        config: present.config,
        handler: present.handler,
        faults: present.faults,
        browsers: present.browsers.map(({ name }) => name),
        sequence: sequence.map(({ step }) => step),
        done: recorded.recording?.scenario ?? null,
        fire: read.ok ? { request: read.spec, together: draft.together, stagger: draft.stagger } : null,
      });
      const saved = await saveText('scenario', fileName, text);
      const what =
        sequence.length > 0 ? 'the sequence' : recorded.recording ? 'what you did' : 'what Fire would send';
      const notes = recorded.recording?.notes ?? [];
      if (saved?.ok)
        notify({
          kind: 'done',
          text: `Saved ${what} as ${saved.value}, without the secrets.`,
          ...(notes.length > 0 && { next: notes.join(' ') }),
        });
      else if (saved)
        notify({
          kind: 'error',
          text: `Could not save: ${pageSentence(saved.problem)}`,
          next: 'Try another folder.',
        });
    };
    return { open: () => void open(), take, save: () => void save() };
  }, [api, act, change, notify]);
}

import { create } from 'zustand';
import { problem } from '../../server/contract/errors.ts';
import { inputSentence } from '../../server/contract/input/input-words.ts';
import type { CatalogueFile } from '../../server/contract/scenario/catalogue.ts';
import type { Api } from './api.ts';
import { explainError } from './explain-error.ts';
import { fileId, lessonAddress, lessonsAddress } from './lesson-address.ts';
import { useWindow } from './window-store.ts';

type ScenarioCatalogue = {
  /** Files that were opened in this visit, the refused ones too. */
  files: readonly CatalogueFile[];
  /** Puts a file into the catalogue, in the place of one of that name. */
  put: (file: CatalogueFile) => void;
};

/** Scenario files from outside, by menu, dropped on the window, or from the command line. */
export const useScenarioCatalogue = create<ScenarioCatalogue>((set) => ({
  files: [],
  put: (file) => set(({ files }) => ({ files: [...files.filter(({ name }) => name !== file.name), file] })),
}));

/** Bytes that a call may have, less what is around the text. */
const maxCallBytes = 1024 * 1024 - 2048;

/** A file as the server read it. `givesSecret`: its secrets stand in it, and are not the default. */
export type ReadFile = CatalogueFile & { givesSecret: boolean };

/** Has a file read; nothing is run. Null when the app did not answer. */
export async function readScenario(api: Api, name: string, text: string): Promise<ReadFile | null> {
  const shortName = name.slice(-255);
  if (new Blob([JSON.stringify(text)]).size > maxCallBytes) {
    const tooLarge = problem('file-too-large', '', { what: 'a scenario' });
    const problems = [{ ...tooLarge, message: inputSentence(tooLarge) }];
    return { name: shortName, ok: false, problems, givesSecret: false };
  }
  try {
    return await api.readScenario.mutate({ name: shortName, text });
  } catch (error) {
    const { message, next } = explainError(error);
    useWindow.getState().notify({ kind: 'error', text: `Could not read ${name}: ${message}`, next });
    return null;
  }
}

/** Opens a file: shows what it says, or what is wrong with it. It runs only when the user says so. */
export async function openScenario(api: Api, name: string, text: string): Promise<void> {
  const file = await readScenario(api, name, text);
  if (file === null) return;
  useScenarioCatalogue.getState().put(file);
  window.location.hash = file.ok ? lessonAddress(fileId(file.name)) : lessonsAddress;
}

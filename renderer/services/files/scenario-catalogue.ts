import { create } from 'zustand';
import { problem } from '../../../server/contract/errors.ts';
import { inputSentence } from '../../../server/contract/input/input-words.ts';
import { type CatalogueFile, maxScenarioBytes } from '../../../server/contract/scenario/catalogue.ts';
import { pageSentence } from '../../page-problems.ts';
import type { Api } from '../connection/api.ts';
import { explainError } from '../connection/explain-error.ts';
import { fileId, lessonAddress, lessonsAddress } from '../window/lesson-address.ts';
import { useWindow } from '../window/window-store.ts';
import { readText } from './files.ts';

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

function tooLargeFile(name: string): ReadFile {
  const tooLarge = problem('file-too-large', '', { what: 'a scenario' });
  const problems = [{ ...tooLarge, message: inputSentence(tooLarge) }];
  return { name: name.slice(-255), ok: false, problems, givesSecret: false };
}

/** The same of a file that the browser gives; one that is too large is not read here either. */
export async function readScenarioFile(api: Api, file: File): Promise<ReadFile | null> {
  if (file.size > maxScenarioBytes) return tooLargeFile(file.name);
  const read = await readText(file);
  if (read.ok) return readScenario(api, file.name, read.value.text);
  useWindow.getState().notify({ kind: 'error', text: pageSentence(read.problem) });
  return null;
}

/** Has a file read; nothing is run. Null when the app did not answer. */
export async function readScenario(api: Api, name: string, text: string): Promise<ReadFile | null> {
  const shortName = name.slice(-255);
  if (new Blob([JSON.stringify(text)]).size > maxCallBytes) return tooLargeFile(name);
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
  show(await readScenario(api, name, text));
}

/** The same of a file that the browser gives. */
export async function openScenarioFile(api: Api, file: File): Promise<void> {
  show(await readScenarioFile(api, file));
}

function show(file: ReadFile | null): void {
  if (file === null) return;
  useScenarioCatalogue.getState().put(file);
  window.location.hash = file.ok ? lessonAddress(fileId(file.name)) : lessonsAddress;
}

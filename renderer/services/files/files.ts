import type { FileKind } from '../../../server/contract/bridge.ts';
import { beginsRecording } from '../../../server/contract/recording/recording.ts';
import { maxScenarioBytes } from '../../../server/contract/scenario/catalogue.ts';
import { type PageRefused, refuseOnPage } from '../../page-problems.ts';
import { bridge } from '../window/bridge.ts';

/** What came of a file; null when the user thought better of it. */
export type FileOutcome<Value> = { ok: true; value: Value } | PageRefused | null;

export type NamedText = { name: string; text: string };

/** Lets the user choose a file and gives its name and text: by the desktop's dialog, or the browser's. */
export async function openText(
  kind: FileKind,
  accept: string,
  most: number = maxScenarioBytes,
): Promise<FileOutcome<NamedText>> {
  const chosen = await chooseText(kind, accept, most);
  // They have one ending, so that a dialog offers both.
  const isOther = kind === 'scenario' && chosen?.ok && beginsRecording(chosen.value.text);
  return isOther ? refuseOnPage('is-recording', '', { name: chosen.value.name }) : chosen;
}

async function chooseText(kind: FileKind, accept: string, most: number): Promise<FileOutcome<NamedText>> {
  if (bridge === undefined) return pickInBrowser(accept, most);
  const opened = await bridge.openFile(kind);
  if (opened.status === 'opened') return { ok: true, value: { name: opened.name, text: opened.text } };
  return opened.status === 'failed' ? { ok: false, problem: opened.problem } : null;
}

/** Saves a text under a name the user may change; in a browser it is a download. Gives the name it has now. */
export async function saveText(kind: FileKind, name: string, text: string): Promise<FileOutcome<string>> {
  if (bridge === undefined) return download(name, text);
  const saved = await bridge.saveFile({ kind, name, text });
  if (saved.status === 'saved') return { ok: true, value: saved.name };
  return saved.status === 'failed' ? { ok: false, problem: saved.problem } : null;
}

/** The text of a file of a bounded size; of a larger one nothing is read. */
export async function readText(
  file: File,
  most: number = maxScenarioBytes,
): Promise<{ ok: true; value: NamedText } | PageRefused> {
  const { name, size } = file;
  if (size > most) return refuseOnPage('file-over', '', { name, most });
  try {
    return { ok: true, value: { name, text: await file.text() } };
  } catch {
    return refuseOnPage('file-no-text', '', { name });
  }
}

function pickInBrowser(accept: string, most: number): Promise<FileOutcome<NamedText>> {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement('input'), { type: 'file', accept });
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (!file) return resolve(null);
      void readText(file, most).then(resolve);
    });
    input.click();
  });
}

function download(name: string, text: string): FileOutcome<string> {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
  return { ok: true, value: name };
}

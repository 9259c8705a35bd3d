import { useEffect, useState } from 'react';
import type { OpenedFile } from '../../../server/contract/bridge.ts';
import { beginsRecording, maxRecordingBytes } from '../../../server/contract/recording/recording.ts';
import { type PageProblem, pageSentence } from '../../page-problems.ts';
import type { Api } from '../connection/api.ts';
import { useApi } from '../connection/api-context.ts';
import { bridge } from '../window/bridge.ts';
import { useWindow } from '../window/window-store.ts';
import { type NamedText, readText } from './files.ts';
import { openScenario, openScenarioFile } from './scenario-catalogue.ts';

const filesAtMost = 10;
const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Shows a recording; services know no view. */
export type OpenRecording = (file: NamedText) => void | Promise<void>;

/** `text`: how it begins is enough. One named as a recording is to be refused as one. */
const isRecording = ({ name, text }: NamedText): boolean => /\.ndjson$/i.test(name) || beginsRecording(text);

/** Files that the desktop was opened with, or that were dropped on its icon, are opened: shown, never run. */
export function useHandedFiles(openRecording: OpenRecording): void {
  const api = useApi();
  useEffect(() => {
    if (bridge === undefined) return;
    const { takeFiles, onFiles } = bridge;
    const take = async (): Promise<void> => {
      for (const file of await takeFiles()) await openHanded(api, file, openRecording);
    };
    void take();
    return onFiles(() => void take());
  }, [api, openRecording]);
}

const refuse = (problem: PageProblem): void =>
  useWindow.getState().notify({ kind: 'error', text: pageSentence(problem) });

export async function openHanded(api: Api, file: OpenedFile, openRecording: OpenRecording): Promise<void> {
  if (file.status === 'failed') return refuse(file.problem);
  if (file.status !== 'opened') return;
  return isRecording(file) ? openRecording(file) : openScenario(api, file.name, file.text);
}

async function openDropped(api: Api, file: File, openRecording: OpenRecording): Promise<void> {
  // One that cannot be read is refused by what reads the whole of it.
  const begin = await file
    .slice(0, 256)
    .text()
    .catch(() => '');
  if (!isRecording({ name: file.name, text: begin })) return openScenarioFile(api, file);
  const read = await readText(file, maxRecordingBytes);
  return read.ok ? openRecording(read.value) : refuse(read.problem);
}

/** Scenarios and recordings dropped anywhere on the window are opened. Whether some are held over it. */
export function useFileDrop(openRecording: OpenRecording): boolean {
  const api = useApi();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // Without this the browser would leave the page for the file.
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = async (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])].slice(0, filesAtMost);
      for (const file of files) await openDropped(api, file, openRecording);
    };
    const drop = (event: DragEvent) => void onDrop(event);
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', drop);
    };
  }, [api, openRecording]);
  return isOver;
}

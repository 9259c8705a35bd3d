import { useEffect, useState } from 'react';
import type { OpenedFile } from '../../../server/contract/bridge.ts';
import { pageSentence } from '../../page-problems.ts';
import type { Api } from '../connection/api.ts';
import { useApi } from '../connection/api-context.ts';
import { bridge } from '../window/bridge.ts';
import { useWindow } from '../window/window-store.ts';
import { openScenario, openScenarioFile } from './scenario-catalogue.ts';

const filesAtMost = 10;
const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Files that the desktop was opened with, or that were dropped on its icon, are opened: shown, never run. */
export function useHandedFiles(): void {
  const api = useApi();
  useEffect(() => {
    if (bridge === undefined) return;
    const { takeFiles, onFiles } = bridge;
    const take = async (): Promise<void> => {
      for (const file of await takeFiles()) await openHanded(api, file);
    };
    void take();
    return onFiles(() => void take());
  }, [api]);
}

async function openHanded(api: Api, file: OpenedFile): Promise<void> {
  if (file.status === 'opened') return openScenario(api, file.name, file.text);
  if (file.status === 'failed')
    useWindow.getState().notify({ kind: 'error', text: pageSentence(file.problem) });
}

/** Scenario files dropped anywhere on the window are opened. Whether some are held over it. */
export function useFileDrop(): boolean {
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
      for (const file of files) await openScenarioFile(api, file);
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
  }, [api]);
  return isOver;
}

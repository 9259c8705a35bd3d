import {
  scenarioExtension,
  type Workshop,
  withinBounds,
} from '../../../server/contract/scenario/catalogue.ts';
import { refuseOnPage } from '../../page-problems.ts';
import type { Api } from '../connection/api.ts';
import { bridge } from '../window/bridge.ts';
import type { FileOutcome } from './files.ts';
import { readScenarioFile } from './scenario-catalogue.ts';

/** Lets the user choose a folder of scenario files: by the desktop's dialog, or the browser's. Nothing is run. */
export async function openWorkshop(api: Api): Promise<FileOutcome<Workshop>> {
  if (bridge === undefined) return pickInBrowser(api);
  const opened = await bridge.openFolder();
  if (opened.status === 'opened') return { ok: true, value: opened.workshop };
  return opened.status === 'failed' ? { ok: false, problem: opened.problem } : null;
}

function pickInBrowser(api: Api): Promise<FileOutcome<Workshop>> {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement('input'), { type: 'file', webkitdirectory: true });
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => {
      readAll(api, [...(input.files ?? [])]).then(
        (value) => resolve({ ok: true, value }),
        () => resolve(refuseOnPage('folder-unreadable', '', {})),
      );
    });
    input.click();
  });
}

async function readAll(api: Api, files: readonly File[]): Promise<Workshop> {
  const name = files[0]?.webkitRelativePath.split('/')[0] ?? 'folder';
  const scenarios = files.filter(isOfTheFolder).sort((a, b) => a.name.localeCompare(b.name));
  const taken = withinBounds(scenarios);
  const read = await Promise.all(taken.map((file) => readScenarioFile(api, file)));
  return {
    name,
    files: read.filter((file) => file !== null),
    leftOut: scenarios.length - taken.length,
  };
}

/** The browser gives what is in folders of the folder too. */
const isOfTheFolder = ({ name, webkitRelativePath }: File): boolean =>
  name.endsWith(scenarioExtension) && webkitRelativePath.split('/').length === 2;

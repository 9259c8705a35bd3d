import { basename } from 'node:path';
import type { CatalogueFile } from '../../contract/scenario/catalogue.ts';
import { findLesson } from '../../scenarios/lessons/course.ts';
import type { CatalogueSettings } from '../../scenarios/read/catalogue.ts';
import { readWorkshop } from '../../scenarios/read/workshop.ts';
import { problemError } from '../../words/problems.ts';
import { readScenario } from '../input/read-scenario.ts';

/** What is put beside the course, and the place in the page that is to be looked at first. */
export type Shelved = { catalogue: CatalogueSettings; view: string | null };

/** Reads what was given beside the course; what cannot be read is refused before anything is started. */
export async function shelved({
  first,
  workshop,
}: {
  first: string | null;
  workshop?: string;
}): Promise<Shelved> {
  if (workshop !== undefined) await readWorkshop(workshop).catch(() => refuseFolder(workshop));
  const folder = workshop === undefined ? {} : { workshop };
  if (first === null) return { catalogue: folder, view: workshop === undefined ? null : '/lessons' };
  const scenario = await readScenario(first);
  if (scenario === findLesson(first)) return { catalogue: folder, view: `/lessons/${first}` };
  const name = basename(first);
  const opened: CatalogueFile = { name, ok: true, scenario };
  return { catalogue: { ...folder, opened }, view: `/lessons/file/${encodeURIComponent(name)}` };
}

function refuseFolder(folder: string): never {
  throw problemError('unreadable-folder', '', {}, folder);
}

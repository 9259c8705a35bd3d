import type { Catalogue, CatalogueFile } from '../../contract/scenario/catalogue.ts';
import { readWorkshop } from './workshop.ts';

/** What to put beside the course. `workshop` is a folder; it is read anew each time, so that files in it can be edited. */
export type CatalogueSettings = { opened?: CatalogueFile; workshop?: string };

/** Reads the catalogue. A folder that is gone by now counts as empty. */
export async function readCatalogue({ opened, workshop }: CatalogueSettings): Promise<Catalogue> {
  return {
    opened: opened ?? null,
    workshop: workshop === undefined ? null : await readWorkshop(workshop).catch(() => null),
  };
}

import type { Shelf, ShelfFile } from '../contract/shelf.ts';
import { readWorkshop } from './workshop.ts';

/** What to put beside the course. `workshop` is a folder; it is read anew each time, so that files in it can be edited. */
export type ShelfSettings = { opened?: ShelfFile; workshop?: string };

/** Reads the shelf. A folder that is gone by now counts as empty. */
export async function readShelf({ opened, workshop }: ShelfSettings): Promise<Shelf> {
  return {
    opened: opened ?? null,
    workshop: workshop === undefined ? null : await readWorkshop(workshop).catch(() => null),
  };
}

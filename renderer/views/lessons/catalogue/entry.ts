import type { CatalogueFile, Workshop } from '../../../../server/contract/scenario/catalogue.ts';
import type { Lesson, Scenario } from '../../../../server/contract/scenario/scenario.ts';
import { fileId, lessonAddress, lessonsAddress } from '../../../services/window/lesson-address.ts';

/** What can be opened here: a lesson of the course, or a scenario from a file. `id` stands in the address. */
export type Entry = {
  id: string;
  origin: 'course' | 'file' | 'workshop';
  chapter: string;
  scenario: Scenario;
};

export type Shelved = {
  course: readonly Lesson[] | null;
  opened: readonly CatalogueFile[];
  workshop: Workshop | null;
};

const openedChapter = 'Opened files';
const workshopChapter = ({ name }: Workshop): string => `Workshop: ${name}`;
const workshopId = (name: string): string => `workshop/${name}`;

/** Everything in the catalogue in its order: the course, the workshop, what was opened. Files that were refused are not in it. */
export function entriesOf({ course, opened, workshop }: Shelved): Entry[] {
  const lessons = (course ?? []).map(
    (lesson): Entry => ({ id: lesson.id, origin: 'course', chapter: lesson.chapter, scenario: lesson }),
  );
  const ofFiles = (
    files: readonly CatalogueFile[],
    origin: 'file' | 'workshop',
    chapter: string,
    idOf: (name: string) => string,
  ): Entry[] =>
    files.flatMap((file) =>
      file.ok ? [{ id: idOf(file.name), origin, chapter, scenario: file.scenario }] : [],
    );
  const ofWorkshop =
    workshop === null ? [] : ofFiles(workshop.files, 'workshop', workshopChapter(workshop), workshopId);
  return [...lessons, ...ofWorkshop, ...ofFiles(opened, 'file', openedChapter, fileId)];
}

export { lessonAddress as addressOf };

/** The id of the entry that an address names; null for the contents. */
export function idIn(address: string): string | null {
  if (!address.startsWith(`${lessonsAddress}/`)) return null;
  const parts = address.slice(lessonsAddress.length + 1).split('/');
  try {
    return parts.map(decodeURIComponent).join('/') || null;
  } catch {
    return parts.join('/');
  }
}

/** The entries before and after one. */
export function neighboursOf(
  entries: readonly Entry[],
  id: string,
): { before: Entry | null; after: Entry | null } {
  const at = entries.findIndex((entry) => entry.id === id);
  return { before: (at > 0 && entries[at - 1]) || null, after: (at >= 0 && entries[at + 1]) || null };
}

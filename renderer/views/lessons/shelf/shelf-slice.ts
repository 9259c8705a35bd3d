import type { StateCreator } from 'zustand';
import type { Lesson } from '../../../../server/contract/scenario.ts';
import type { Shelf, ShelfFile, Workshop } from '../../../../server/contract/shelf.ts';
import type { Shelved } from './entry.ts';

export type ShelfSlice = Shelved & {
  takeCourse: (course: readonly Lesson[], shelf: Shelf) => void;
  /** Puts a file on the shelf, in the place of one of that name. */
  putFile: (file: ShelfFile) => void;
  putWorkshop: (workshop: Workshop) => void;
};

/** The course and the files beside it. */
export const createShelfSlice: StateCreator<ShelfSlice> = (set) => ({
  course: null,
  opened: [],
  workshop: null,
  takeCourse: (course, shelf) =>
    set(({ opened, workshop }) => ({
      course,
      opened: shelf.opened === null ? opened : withFile(opened, shelf.opened),
      workshop: workshop ?? shelf.workshop,
    })),
  putFile: (file) => set(({ opened }) => ({ opened: withFile(opened, file) })),
  putWorkshop: (workshop) => set({ workshop }),
});

const withFile = (files: readonly ShelfFile[], file: ShelfFile): ShelfFile[] => [
  ...files.filter(({ name }) => name !== file.name),
  file,
];

import type { StateCreator } from 'zustand';
import type { Lesson } from '../../../../server/contract/scenario.ts';
import type { Workshop } from '../../../../server/contract/shelf.ts';

export type ShelfSlice = {
  /** Null until it is here. */
  course: readonly Lesson[] | null;
  workshop: Workshop | null;
  takeCourse: (course: readonly Lesson[], workshop: Workshop | null) => void;
  putWorkshop: (workshop: Workshop) => void;
};

/** The course, and the workshop folder beside it. One that was chosen here stays over one from the command line. */
export const createShelfSlice: StateCreator<ShelfSlice> = (set) => ({
  course: null,
  workshop: null,
  takeCourse: (course, given) => set(({ workshop }) => ({ course, workshop: workshop ?? given })),
  putWorkshop: (workshop) => set({ workshop }),
});

import type { StateCreator } from 'zustand';
import type { Workshop } from '../../../../server/contract/scenario/catalogue.ts';
import type { Lesson } from '../../../../server/contract/scenario/scenario.ts';

export type CatalogueSlice = {
  /** Null until it is here. */
  course: readonly Lesson[] | null;
  workshop: Workshop | null;
  takeCourse: (course: readonly Lesson[], workshop: Workshop | null) => void;
  putWorkshop: (workshop: Workshop) => void;
};

/** The course, and the workshop folder beside it. One that was chosen here stays over one from the command line. */
export const createCatalogueSlice: StateCreator<CatalogueSlice> = (set) => ({
  course: null,
  workshop: null,
  takeCourse: (course, given) => set(({ workshop }) => ({ course, workshop: workshop ?? given })),
  putWorkshop: (workshop) => set({ workshop }),
});

import { create } from 'zustand';
import { createDraftSlice, type DraftSlice } from './own/draft-slice.ts';
import { createProgressSlice, type ProgressSlice } from './progress/progress-slice.ts';
import { createRunSlice, type RunSlice } from './run/run-slice.ts';
import { createSetupSlice, type SetupSlice } from './setup/setup-slice.ts';
import { createShelfSlice, type ShelfSlice } from './shelf/shelf-slice.ts';

/** The lessons, how far one has come with them, the reader's own options, and what came of running them. */
export const useLessons = create<ShelfSlice & ProgressSlice & SetupSlice & RunSlice & DraftSlice>(
  (set, get, store) => ({
    ...createShelfSlice(set, get, store),
    ...createProgressSlice(localStorage)(set, get, store),
    ...createSetupSlice(set, get, store),
    ...createRunSlice(set, get, store),
    ...createDraftSlice(set, get, store),
  }),
);

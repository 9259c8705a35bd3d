import { z } from 'zod';
import { create } from 'zustand';
import { pageStorage, parseJson, persisted, type VisitStorage } from '../../persisted.ts';
import type { NarrowStore } from '../../services/window/narrow-store.ts';
import { type CatalogueSlice, createCatalogueSlice } from './catalogue/shelf-slice.ts';
import { createDraftSlice, type DraftSlice } from './own/draft.ts';
import { createProgressSlice, type ProgressSlice, progressSchema } from './progress/progress-slice.ts';
import { createRunSlice, type RunSlice } from './run/run-slice.ts';
import { createSetupSlice, type SetupSlice } from './setup/setup-slice.ts';

export type LessonsState = CatalogueSlice & ProgressSlice & SetupSlice & RunSlice & DraftSlice;

export const createLessonsStore = (storage: VisitStorage): NarrowStore<LessonsState> =>
  create<LessonsState>()(
    persisted<LessonsState>(
      storage,
      {
        name: 'lessons',
        fields: { progress: progressSchema, foldedChapters: z.array(z.string()) },
        before: (kept) => ({ progress: parseJson(kept.getItem('lessons-progress')) }),
      },
      (set, get, store) => ({
        ...createCatalogueSlice(set, get, store),
        ...createProgressSlice(set, get, store),
        ...createSetupSlice(set, get, store),
        ...createRunSlice(set, get, store),
        ...createDraftSlice(set, get, store),
      }),
    ),
  );

/** The lessons, how far one has come with them, the reader's own options, and what came of running them. */
export const useLessons = createLessonsStore(pageStorage);

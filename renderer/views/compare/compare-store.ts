import { z } from 'zod';
import { create } from 'zustand';
import { scenarioSchema } from '../../../server/contract/scenario/scenario.ts';
import { persisted, tabStorage } from '../../persisted.ts';
import type { NarrowStore } from '../../services/window/narrow-store.ts';
import { type AnswerSlice, createAnswerSlice } from './answer/answer-slice.ts';
import { type CellsSlice, createCellsSlice } from './cells/cells-slice.ts';
import { createSetupSlice, type SetupSlice } from './setup/setup-slice.ts';

export type CompareState = SetupSlice & AnswerSlice & CellsSlice;

/** What is compared, what came of it, and the combinations that are open. A reload keeps the first. */
export const useCompare: NarrowStore<CompareState> = create<CompareState>()(
  persisted<CompareState>(
    tabStorage,
    {
      name: 'compare',
      fields: {
        scenario: scenarioSchema,
        origin: z.string(),
        dimensions: z.array(z.object({ id: z.number(), key: z.string(), text: z.string() })),
      },
      before: () => ({}),
    },
    (set, get, store) => ({
      ...createSetupSlice(set, get, store),
      ...createAnswerSlice(set, get, store),
      ...createCellsSlice(set, get, store),
    }),
  ),
);

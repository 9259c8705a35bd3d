import { create } from 'zustand';
import { type AnswerSlice, createAnswerSlice } from './answer/answer-slice.ts';
import { type CellsSlice, createCellsSlice } from './cells/cells-slice.ts';
import { createSetupSlice, type SetupSlice } from './setup/setup-slice.ts';

/** What is compared, what came of it, and the combinations that are open. */
export const useCompare = create<SetupSlice & AnswerSlice & CellsSlice>((set, get, store) => ({
  ...createSetupSlice(set, get, store),
  ...createAnswerSlice(set, get, store),
  ...createCellsSlice(set, get, store),
}));

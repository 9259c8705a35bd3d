import { create } from 'zustand';
import type { NarrowStore } from '../../services/narrow-store.ts';
import { type AnswerSlice, createAnswerSlice } from './answer/answer-slice.ts';
import { type CellsSlice, createCellsSlice } from './cells/cells-slice.ts';
import { createSetupSlice, type SetupSlice } from './setup/setup-slice.ts';

export type CompareState = SetupSlice & AnswerSlice & CellsSlice;

/** What is compared, what came of it, and the combinations that are open. */
export const useCompare: NarrowStore<CompareState> = create<CompareState>((set, get, store) => ({
  ...createSetupSlice(set, get, store),
  ...createAnswerSlice(set, get, store),
  ...createCellsSlice(set, get, store),
}));

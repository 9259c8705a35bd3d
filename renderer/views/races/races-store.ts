import { create } from 'zustand';
import { type AnswerSlice, createAnswerSlice } from './answer/answer-slice.ts';
import { createSetupSlice, type SetupSlice } from './setup/setup-slice.ts';
import { createStageSlice, type StageSlice } from './stage/stage-slice.ts';

/** The race that is put together, what the engine says to it, and the schedule that is looked at. */
export const useRaces = create<SetupSlice & AnswerSlice & StageSlice>((set, get, store) => ({
  ...createSetupSlice(set, get, store),
  ...createAnswerSlice(set, get, store),
  ...createStageSlice(set, get, store),
}));

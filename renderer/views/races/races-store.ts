import { create } from 'zustand';
import type { NarrowStore } from '../../services/window/narrow-store.ts';
import { type AnswerSlice, createAnswerSlice } from './answer/answer-slice.ts';
import { createScheduleViewSlice, type ScheduleViewSlice } from './schedule/schedule-slice.ts';
import { createSetupSlice, type SetupSlice } from './setup/setup-slice.ts';

export type RacesState = SetupSlice & AnswerSlice & ScheduleViewSlice;

/** The race that is put together, what the engine says to it, and the schedule that is looked at. */
export const useRaces: NarrowStore<RacesState> = create<RacesState>((set, get, store) => ({
  ...createSetupSlice(set, get, store),
  ...createAnswerSlice(set, get, store),
  ...createScheduleViewSlice(set, get, store),
}));

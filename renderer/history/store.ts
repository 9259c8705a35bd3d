import { create } from 'zustand';
import { type CursorSlice, createCursorSlice } from './slices/cursor-slice.ts';
import { createLogSlice, type LogSlice } from './slices/log-slice.ts';
import { createSelectionSlice, type SelectionSlice } from './slices/selection-slice.ts';
import { createSettingsSlice, type SettingsSlice, type SettingsStorage } from './slices/settings-slice.ts';

export type HistoryState = LogSlice & CursorSlice & SelectionSlice & SettingsSlice;

/** A store of the log, the cursor in it, what is selected, and how it is shown. */
export const createHistoryStore = (storage: SettingsStorage) =>
  create<HistoryState>((...api) => ({
    ...createLogSlice(...api),
    ...createCursorSlice(...api),
    ...createSelectionSlice(...api),
    ...createSettingsSlice(storage)(...api),
  }));

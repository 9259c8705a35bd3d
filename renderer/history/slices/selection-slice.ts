import type { StateCreator } from 'zustand';

/** The one thing that is picked out in every panel. */
export type Selection =
  | { readonly type: 'request'; readonly request: string }
  | { readonly type: 'session'; readonly sid: string }
  | { readonly type: 'browser'; readonly browser: string };

export type SelectionSlice = {
  selection: Selection | null;
  select: (selection: Selection | null) => void;
};

export const createSelectionSlice: StateCreator<SelectionSlice> = (set) => ({
  selection: null,
  select: (selection) => set({ selection }),
});

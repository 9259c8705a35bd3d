import type { StateCreator } from 'zustand';
import type { Draft } from './draft.ts';

export type DraftSlice = {
  /** The scenario that is being made; null for none. */
  draft: Draft | null;
  startDraft: (draft: Draft) => void;
  editDraft: (changed: Partial<Pick<Draft, 'title' | 'claim' | 'text'>>) => void;
  /** Takes a step in, or leaves it out. */
  toggleStep: (place: number) => void;
};

export const createDraftSlice: StateCreator<DraftSlice> = (set) => ({
  draft: null,
  startDraft: (draft) => set({ draft }),
  editDraft: (changed) => set(({ draft }) => ({ draft: draft && { ...draft, ...changed } })),
  toggleStep: (place) =>
    set(({ draft }) => ({
      draft: draft && {
        ...draft,
        steps: draft.steps.map((one, at) => (at === place ? { ...one, isOn: !one.isOn } : one)),
      },
    })),
});

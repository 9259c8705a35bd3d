import type { StateCreator } from 'zustand';

/** How the view was left: which of its panels are folded, and whether the guide is still wanted. */
export type LayoutSlice = {
  foldedPanels: readonly string[];
  isGuideDismissed: boolean;
  foldPanel: (name: string, isFolded: boolean) => void;
  dismissGuide: () => void;
};

export const createLayoutSlice: StateCreator<LayoutSlice> = (set) => ({
  foldedPanels: [],
  isGuideDismissed: false,
  foldPanel: (name, isFolded) =>
    set(({ foldedPanels }) => ({
      foldedPanels: [...foldedPanels.filter((one) => one !== name), ...(isFolded ? [name] : [])],
    })),
  dismissGuide: () => set({ isGuideDismissed: true }),
});

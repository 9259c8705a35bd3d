import type { StateCreator } from 'zustand';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';
import { variedOf } from './choices.ts';
import { canAdd, type DimensionDraft, unusedKeys } from './dimensions.ts';
import { firstScenario } from './first-scenario.ts';

export type SetupSlice = {
  scenario: Scenario;
  /** Where the scenario is from, as the list of scenarios names it. */
  origin: string;
  dimensions: readonly DimensionDraft[];
  takeScenario: (origin: string, scenario: Scenario) => void;
  addDimension: () => void;
  editDimension: (draft: DimensionDraft) => void;
  removeDimension: (id: number) => void;
};

export const firstOrigin = 'preset';

export const createSetupSlice: StateCreator<SetupSlice> = (set) => ({
  scenario: firstScenario,
  origin: firstOrigin,
  dimensions: ['resave', 'store'].map((key, id) => draftFor(id, key)),
  takeScenario: (origin, scenario) => set({ origin, scenario }),
  addDimension: () =>
    set(({ dimensions }) => {
      const [key] = unusedKeys(dimensions);
      if (key === undefined || !canAdd(dimensions)) return {};
      const id = Math.max(-1, ...dimensions.map((draft) => draft.id)) + 1;
      return { dimensions: [...dimensions, draftFor(id, key)] };
    }),
  editDimension: (edited) =>
    set(({ dimensions }) => ({
      dimensions: dimensions.map((draft) => (draft.id === edited.id ? edited : draft)),
    })),
  removeDimension: (id) =>
    set(({ dimensions }) => ({ dimensions: dimensions.filter((draft) => draft.id !== id) })),
});

/** With the values that it begins with. */
export const draftFor = (id: number, key: string): DimensionDraft => ({
  id,
  key,
  text: variedOf(key)?.first ?? '',
});

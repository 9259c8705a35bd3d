import type { StateCreator } from 'zustand';
import {
  type Scenario,
  scenarioFormat,
  scenarioSchema,
} from '../../../../server/contract/scenario/scenario.ts';
import { canAdd, type DimensionDraft, unusedKeys, variedOf } from './dimensions.ts';

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

/** What stands there before anything is chosen: the question that most people come with. */
export const firstScenario: Scenario = scenarioSchema.parse({
  format: scenarioFormat,
  title: 'Writer and reader',
  claim: 'A request that only reads cannot undo what another one writes.',
  lab: { options: { saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: { browser: 'alice', path: '/views' } },
    {
      together: [
        { id: 'writer', browser: 'alice', method: 'POST', path: '/cart/apples', work: 80 },
        { id: 'reader', browser: 'alice', method: 'GET', path: '/me', work: 240 },
      ],
    },
    { expect: { session: 'alice', path: 'cart.apples', equals: 1 } },
  ],
});

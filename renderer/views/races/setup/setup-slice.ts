import type { StateCreator } from 'zustand';
import type { LabConfig } from '../../../../server/contract/lab-config.ts';
import type { Draft } from '../../../parts/requests/draft.ts';
import type { Earlier, FromSpec } from './from-spec.ts';
import { firstPreset, type PresetId, presetDrafts } from './presets.ts';
import { fewestRacers, mostRacers, type Racer } from './racer.ts';
import type { EarlierStep, Setup } from './setup.ts';

type List = 'before' | 'racers';

/** The race as it is put together. `own`: its options, null while they are those of the playground's lab. */
export type SetupSlice = {
  preset: PresetId | null;
  before: readonly EarlierStep[];
  racers: readonly Racer[];
  own: LabConfig | null;
  choosePreset: (id: PresetId) => void;
  /** Requests from elsewhere: fired in the playground, or written in a scenario. */
  takeRace: (from: Pick<FromSpec, 'before' | 'requests'>) => void;
  edit: (key: number, change: Partial<Draft>) => void;
  /** Adds one like the last of the list, or like `draft` where the list is empty. */
  add: (list: List, draft: Draft) => void;
  remove: (key: number) => void;
  configure: (config: LabConfig | null) => void;
  /** All of it at once: a cure that is applied, or what was there before it. */
  replace: (setup: Setup) => void;
};

const firstBrowser = 'alice';

export const createSetupSlice: StateCreator<SetupSlice> = (set) => {
  let nextKey = 0;
  const keyed = (drafts: readonly Draft[]): Racer[] => drafts.map((draft) => ({ key: nextKey++, draft }));
  const keyedSteps = (steps: readonly Earlier[]): EarlierStep[] =>
    steps.map((step) => ({ key: nextKey++, ...step }));
  const ofPreset = (id: PresetId) => {
    const { before, requests } = presetDrafts(id, firstBrowser);
    return { preset: id, before: keyed(before), racers: keyed(requests) };
  };
  return {
    ...ofPreset(firstPreset),
    own: null,
    choosePreset: (id) => set(ofPreset(id)),
    takeRace: ({ before, requests }) =>
      set({ preset: null, before: keyedSteps(before), racers: keyed(requests) }),
    edit: (key, change) =>
      set(({ before, racers }) => ({
        preset: null,
        before: edited(before, key, change),
        racers: edited(racers, key, change),
      })),
    add: (list, draft) =>
      set((state) => {
        if (list === 'racers' && state.racers.length >= mostRacers) return {};
        const last = state[list].at(-1);
        const added = keyed([last && 'draft' in last ? last.draft : draft]);
        return { preset: null, [list]: [...state[list], ...added] };
      }),
    remove: (key) =>
      set(({ before, racers }) => {
        const left = racers.filter((racer) => racer.key !== key);
        if (left.length < fewestRacers) return {};
        return { preset: null, before: before.filter((racer) => racer.key !== key), racers: left };
      }),
    configure: (own) => set({ own }),
    replace: ({ before, racers, config }) => set({ before, racers, own: config }),
  };
};

const edited = <One extends EarlierStep>(list: readonly One[], key: number, change: Partial<Draft>): One[] =>
  list.map((one) =>
    one.key === key && 'draft' in one ? { ...one, draft: { ...one.draft, ...change } } : one,
  );

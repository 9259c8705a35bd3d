import type { StateCreator } from 'zustand';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import type { Draft } from '../../../parts/requests/draft.ts';
import type { Earlier, FromSpec } from './from-spec.ts';
import { firstPreset, type PresetId, presetDrafts } from './presets.ts';
import { fewestRaceRequests, mostRaceRequests, type RaceRequest } from './race-request.ts';
import type { EarlierStep, Setup } from './setup.ts';

type List = 'before' | 'raceRequests';

/** The race as it is put together. `own`: its options, null while they are those of the playground's lab. */
export type SetupSlice = {
  preset: PresetId | null;
  before: readonly EarlierStep[];
  raceRequests: readonly RaceRequest[];
  own: LabConfig | null;
  /** The handler that came with it in a file; null while it is the playground's. */
  ownHandler: string | null;
  choosePreset: (id: PresetId) => void;
  /** Requests from elsewhere: fired in the playground, or written in a scenario. */
  takeRace: (from: Pick<FromSpec, 'before' | 'requests' | 'handler'>) => void;
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
  const keyed = (drafts: readonly Draft[]): RaceRequest[] =>
    drafts.map((draft) => ({ key: nextKey++, draft }));
  const keyedSteps = (steps: readonly Earlier[]): EarlierStep[] =>
    steps.map((step) => ({ key: nextKey++, ...step }));
  const ofPreset = (id: PresetId) => {
    const { before, requests } = presetDrafts(id, firstBrowser);
    return { preset: id, before: keyed(before), raceRequests: keyed(requests) };
  };
  return {
    ...ofPreset(firstPreset),
    own: null,
    ownHandler: null,
    // What cured another race would hide what this one asks.
    choosePreset: (id) => set({ ...ofPreset(id), own: null, ownHandler: null }),
    takeRace: ({ before, requests, handler = null }) =>
      set({
        preset: null,
        before: keyedSteps(before),
        raceRequests: keyed(requests),
        ownHandler: handler,
      }),
    edit: (key, change) =>
      set(({ before, raceRequests }) => ({
        preset: null,
        before: edited(before, key, change),
        raceRequests: edited(raceRequests, key, change),
      })),
    add: (list, draft) =>
      set((state) => {
        if (list === 'raceRequests' && state.raceRequests.length >= mostRaceRequests) return {};
        const last = state[list].at(-1);
        const added = keyed([last && 'draft' in last ? last.draft : draft]);
        return { preset: null, [list]: [...state[list], ...added] };
      }),
    remove: (key) =>
      set(({ before, raceRequests }) => {
        const left = raceRequests.filter((raceRequest) => raceRequest.key !== key);
        if (left.length < fewestRaceRequests) return {};
        return {
          preset: null,
          before: before.filter((raceRequest) => raceRequest.key !== key),
          raceRequests: left,
        };
      }),
    configure: (own) => set({ own }),
    replace: ({ before, raceRequests, config }) => set({ before, raceRequests, own: config }),
  };
};

const edited = <One extends EarlierStep>(list: readonly One[], key: number, change: Partial<Draft>): One[] =>
  list.map((one) =>
    one.key === key && 'draft' in one ? { ...one, draft: { ...one.draft, ...change } } : one,
  );

import type { StateCreator } from 'zustand';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';

/**
 * Editing the configuration. `pending` is shown until the lab has taken it, so that a control answers at once.
 * `refusals` by path: the words for a value that was not taken; the field keeps what was typed.
 */
export type OptionsSlice = {
  pending: LabConfig | null;
  past: readonly LabConfig[];
  future: readonly LabConfig[];
  refusals: Readonly<Record<string, string>>;
  change: (from: LabConfig, to: LabConfig) => void;
  settle: () => void;
  /** Forgets the change that the lab did not take. */
  takeBack: () => void;
  /** Moves to the configuration before; null when there is none. */
  undo: (current: LabConfig) => LabConfig | null;
  redo: (current: LabConfig) => LabConfig | null;
  refuse: (path: string, words: string) => void;
  accept: (path: string) => void;
};

const rememberedAtMost = 100;

export const createOptionsSlice: StateCreator<OptionsSlice> = (set, get) => ({
  pending: null,
  past: [],
  future: [],
  refusals: {},
  change: (from, to) =>
    set(({ past }) => ({ pending: to, past: [...past, from].slice(-rememberedAtMost), future: [] })),
  settle: () => set({ pending: null }),
  takeBack: () => set(({ past }) => ({ pending: null, past: past.slice(0, -1) })),
  undo: (current) => {
    const target = get().past.at(-1);
    if (target === undefined) return null;
    set(({ past, future }) => ({
      pending: target,
      past: past.slice(0, -1),
      future: [...future, current],
      refusals: {},
    }));
    return target;
  },
  redo: (current) => {
    const target = get().future.at(-1);
    if (target === undefined) return null;
    set(({ past, future }) => ({
      pending: target,
      past: [...past, current],
      future: future.slice(0, -1),
      refusals: {},
    }));
    return target;
  },
  refuse: (path, words) => set(({ refusals }) => ({ refusals: { ...refusals, [path]: words } })),
  accept: (path) =>
    set(({ refusals }) => ({
      refusals: Object.fromEntries(Object.entries(refusals).filter(([at]) => at !== path)),
    })),
});

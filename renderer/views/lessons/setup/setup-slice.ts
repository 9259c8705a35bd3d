import type { StateCreator } from 'zustand';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';

/** The reader's own options for a lesson, by the entry's id; a lesson that is not in it runs with its own. */
export type SetupSlice = {
  labs: Readonly<Record<string, LabConfig>>;
  /** By path: the words for a value that was not taken. */
  refusals: Readonly<Record<string, string>>;
  /** Null: the lesson's own again. */
  setLab: (id: string, lab: LabConfig | null) => void;
  /** Null: the value is all right. */
  refuse: (path: string, words: string | null) => void;
};

export const createSetupSlice: StateCreator<SetupSlice> = (set) => ({
  labs: {},
  refusals: {},
  setLab: (id, lab) =>
    set(({ labs: { [id]: _, ...others } }) => ({
      labs: lab === null ? others : { ...others, [id]: lab },
      refusals: {},
    })),
  refuse: (path, words) =>
    set(({ refusals: { [path]: _, ...others } }) => ({
      refusals: words === null ? others : { ...others, [path]: words },
    })),
});

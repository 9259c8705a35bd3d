import { z } from 'zod';
import type { StateCreator } from 'zustand';

/** How far one has come with a lesson. `done`: its task. */
const markSchema = z.object({ passed: z.boolean(), done: z.boolean() });
export type Mark = z.infer<typeof markSchema>;
export const progressSchema = z.record(z.string(), markSchema);

export type ProgressSlice = {
  /** By the entry's id; one that was never opened has no mark. */
  progress: Readonly<Record<string, Mark>>;
  visit: (id: string) => void;
  note: (id: string, mark: Partial<Mark>) => void;
};

const unmarked: Mark = { passed: false, done: false };

/** What was reached once stays. */
export const createProgressSlice: StateCreator<ProgressSlice> = (set, get) => ({
  progress: {},
  visit: (id) => {
    const { progress } = get();
    if (progress[id] === undefined) set({ progress: { ...progress, [id]: unmarked } });
  },
  note: (id, { passed = false, done = false }) => {
    const { progress } = get();
    const before = progress[id] ?? unmarked;
    set({
      progress: { ...progress, [id]: { passed: before.passed || passed, done: before.done || done } },
    });
  },
});

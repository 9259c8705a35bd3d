import { z } from 'zod';
import type { StateCreator } from 'zustand';

/** How far one has come with a lesson. `done`: its task. */
const markSchema = z.object({ passed: z.boolean(), done: z.boolean() });
export type Mark = z.infer<typeof markSchema>;
export const progressSchema = z.record(z.string(), markSchema);

export type ProgressSlice = {
  /** By the entry's id; one that was never opened has no mark. */
  progress: Readonly<Record<string, Mark>>;
  /** Of the contents. */
  foldedChapters: readonly string[];
  visit: (id: string) => void;
  note: (id: string, mark: Partial<Mark>) => void;
  foldChapter: (chapter: string, isFolded: boolean) => void;
};

const unmarked: Mark = { passed: false, done: false };

/** What was reached once stays. */
export const createProgressSlice: StateCreator<ProgressSlice> = (set, get) => ({
  progress: {},
  foldedChapters: [],
  visit: (id) => {
    const { progress } = get();
    if (progress[id] === undefined) set({ progress: { ...progress, [id]: unmarked } });
  },
  foldChapter: (chapter, isFolded) =>
    set(({ foldedChapters }) => ({
      foldedChapters: [...foldedChapters.filter((one) => one !== chapter), ...(isFolded ? [chapter] : [])],
    })),
  note: (id, { passed = false, done = false }) => {
    const { progress } = get();
    const before = progress[id] ?? unmarked;
    set({
      progress: { ...progress, [id]: { passed: before.passed || passed, done: before.done || done } },
    });
  },
});

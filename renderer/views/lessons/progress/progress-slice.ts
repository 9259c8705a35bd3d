import { z } from 'zod';
import type { StateCreator } from 'zustand';

/** How far one has come with a lesson. `done`: its task. */
const markSchema = z.object({ passed: z.boolean(), done: z.boolean() });
export type Mark = z.infer<typeof markSchema>;
const progressSchema = z.record(z.string(), markSchema);

export type ProgressSlice = {
  /** By the entry's id; one that was never opened has no mark. */
  progress: Readonly<Record<string, Mark>>;
  visit: (id: string) => void;
  note: (id: string, mark: Partial<Mark>) => void;
};

export type ProgressStorage = Pick<Storage, 'getItem' | 'setItem'>;

const key = 'lessons-progress';
const unmarked: Mark = { passed: false, done: false };

/** Progress kept in `storage` across visits. What was reached once stays. */
export const createProgressSlice =
  (storage: ProgressStorage): StateCreator<ProgressSlice> =>
  (set, get) => {
    const keep = (progress: ProgressSlice['progress']) => {
      set({ progress });
      try {
        storage.setItem(key, JSON.stringify(progress));
      } catch {
        // Storage that is full or forbidden costs the memory of progress, nothing else.
      }
    };
    return {
      progress: load(storage),
      visit: (id) => {
        const { progress } = get();
        if (progress[id] === undefined) keep({ ...progress, [id]: unmarked });
      },
      note: (id, { passed = false, done = false }) => {
        const { progress } = get();
        const before = progress[id] ?? unmarked;
        keep({ ...progress, [id]: { passed: before.passed || passed, done: before.done || done } });
      },
    };
  };

function load(storage: ProgressStorage): ProgressSlice['progress'] {
  try {
    return progressSchema.parse(JSON.parse(storage.getItem(key) ?? '{}'));
  } catch {
    return {};
  }
}

import type { StateCreator } from 'zustand';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import type { LabRun } from '../../../../server/contract/scenario/results.ts';

/** What came of a run, and the options that it was run with. */
export type LessonRun = { lab: LabConfig; result: LabRun };

/** Running lessons: one at a time, since there is one lab. The newest run of each is kept. */
export type RunSlice = {
  runs: Readonly<Record<string, LessonRun>>;
  running: { id: string; stop: AbortController } | null;
  /** Breaks off what is running. */
  begin: (id: string) => AbortController;
  finish: (id: string, stop: AbortController, run: LessonRun | null) => void;
};

export const createRunSlice: StateCreator<RunSlice> = (set, get) => ({
  runs: {},
  running: null,
  begin: (id) => {
    get().running?.stop.abort();
    const stop = new AbortController();
    set({ running: { id, stop } });
    return stop;
  },
  finish: (id, stop, run) =>
    set(({ runs, running }) => ({
      running: running?.stop === stop ? null : running,
      runs: run === null ? runs : { ...runs, [id]: run },
    })),
});

import type { StateCreator } from 'zustand';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import type { LabRun } from '../../../../server/contract/scenario/results.ts';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';
import { createHistory, type History } from '../../../history/history.ts';
import { useLiveHistory } from '../../../services/connection/live-history.ts';

/** What came of a run, and the options that it was run with. */
export type LessonRun = { lab: LabConfig; result: LabRun };

/** Running lessons: one at a time, since there is one lab. The newest run of each is kept. */
export type RunSlice = {
  runs: Readonly<Record<string, LessonRun>>;
  /** What held in this visit, run with its own options, by its id. */
  held: Readonly<Record<string, Scenario>>;
  running: { id: string; stop: AbortController } | null;
  /** Breaks off what is running. */
  begin: (id: string) => AbortController;
  finish: (id: string, stop: AbortController, run: LessonRun | null) => void;
  hold: (id: string, scenario: Scenario) => void;
};

export const createRunSlice: StateCreator<RunSlice> = (set, get) => ({
  runs: {},
  held: {},
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
  hold: (id, scenario) => set(({ held }) => ({ held: { ...held, [id]: scenario } })),
});

const known = new WeakMap<History, History>();

/**
 * The history that lessons are looked at in: a lesson runs in the live lab, so that its log is the live one's, with a
 * cursor and a selection of its own, which stay when one looks elsewhere.
 */
export function useLessonHistory(): History {
  const live = useLiveHistory();
  const lesson = known.get(live) ?? following(live);
  known.set(live, lesson);
  return lesson;
}

function following(live: History): History {
  const { logged, settings } = live.getState();
  const lesson = createHistory({ logged, settings });
  live.subscribe((now, before) => {
    if (now.logged !== before.logged) lesson.getState().show(now.logged);
  });
  return lesson;
}

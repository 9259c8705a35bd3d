import type { StateCreator } from 'zustand';
import type { RaceProgress, RaceResult, RaceSpecInput } from '../../../../server/contract/races/races.ts';
import type { Explained } from '../../../services/connection/explain-error.ts';
import { differences } from '../setup/difference.ts';
import type { FixId } from '../setup/fixes.ts';
import type { Setup } from '../setup/setup.ts';

/** A race that the engine was asked about. Equal keys are equal races. */
export type Asked = { readonly key: string; readonly spec: RaceSpecInput; readonly setup: Setup };
export type Answer = Asked & { readonly result: RaceResult };

/** What a cure did to the race with the key `of`. */
export type Trial = { readonly of: string } & (
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly answer: Answer }
  | { readonly status: 'failed'; readonly why: Explained }
);

/** What the engine says. `earlier`: the answer to the same requests before something beside them was changed. */
export type AnswerSlice = {
  /** `stop` ends the question that is on its way. */
  exploring: {
    readonly asked: Asked;
    readonly progress: RaceProgress | null;
    readonly stop: AbortController;
  } | null;
  answer: Answer | null;
  earlier: Answer | null;
  failure: { readonly asked: Asked; readonly at: string | null; readonly message: string } | null;
  trials: Partial<Record<FixId, Trial>>;
  /** Another question puts aside the one before. */
  begin: (asked: Asked, stop: AbortController) => void;
  setProgress: (asked: Asked, progress: RaceProgress) => void;
  /** Takes an answer in. One to a question that was put aside meanwhile is dropped; one that was tried before is welcome. */
  take: (answer: Answer) => void;
  fail: (asked: Asked, at: string | null, message: string) => void;
  cancel: () => void;
  forgetEarlier: () => void;
  setTrial: (id: FixId, trial: Trial) => void;
};

export const createAnswerSlice: StateCreator<AnswerSlice> = (set, get) => ({
  exploring: null,
  answer: null,
  earlier: null,
  failure: null,
  trials: {},
  begin: (asked, stop) => {
    get().cancel();
    set({ exploring: { asked, progress: null, stop }, failure: null });
  },
  setProgress: (asked, progress) =>
    set(({ exploring }) => (exploring?.asked === asked ? { exploring: { ...exploring, progress } } : {})),
  take: (answer) =>
    set((state) => ({
      exploring: null,
      failure: null,
      answer,
      earlier: comparable(state.answer, answer) ?? comparable(state.earlier, answer),
      trials: state.answer?.key === answer.key ? state.trials : {},
    })),
  fail: (asked, at, message) =>
    set(({ exploring }) =>
      exploring?.asked === asked ? { exploring: null, failure: { asked, at, message } } : {},
    ),
  cancel: () => {
    get().exploring?.stop.abort();
    set({ exploring: null });
  },
  forgetEarlier: () => set({ earlier: null }),
  setTrial: (id, trial) =>
    set(({ answer, trials }) => (answer?.key === trial.of ? { trials: { ...trials, [id]: trial } } : {})),
});

/** `old`, where it answers the same requests under something else. */
const comparable = (old: Answer | null, now: Answer): Answer | null => {
  if (old === null || old.key === now.key) return null;
  return differences(old, now) === null ? null : old;
};

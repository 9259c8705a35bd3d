import type { StateCreator } from 'zustand';
import type {
  CompareProgress,
  CompareSpec,
  Comparison,
} from '../../../../server/contract/compare/compare.ts';

export type Answer = { readonly spec: CompareSpec; readonly comparison: Comparison };

export type AnswerSlice = {
  /** `stop` ends the comparison that is on its way. */
  running: {
    readonly spec: CompareSpec;
    readonly progress: CompareProgress | null;
    readonly stop: AbortController;
  } | null;
  answer: Answer | null;
  failure: { readonly spec: CompareSpec; readonly at: string | null; readonly message: string } | null;
  /** Another comparison puts aside the one before. */
  begin: (spec: CompareSpec, stop: AbortController) => void;
  setProgress: (spec: CompareSpec, progress: CompareProgress) => void;
  /** What comes of one that was put aside meanwhile is dropped. */
  take: (answer: Answer) => void;
  fail: (spec: CompareSpec, at: string | null, message: string) => void;
  cancel: () => void;
};

export const createAnswerSlice: StateCreator<AnswerSlice> = (set, get) => ({
  running: null,
  answer: null,
  failure: null,
  begin: (spec, stop) => {
    get().cancel();
    set({ running: { spec, progress: null, stop }, failure: null });
  },
  setProgress: (spec, progress) =>
    set(({ running }) => (running?.spec === spec ? { running: { ...running, progress } } : {})),
  take: (answer) =>
    set(({ running }) => (running?.spec === answer.spec ? { running: null, failure: null, answer } : {})),
  fail: (spec, at, message) =>
    set(({ running }) => (running?.spec === spec ? { running: null, failure: { spec, at, message } } : {})),
  cancel: () => {
    get().running?.stop.abort();
    set({ running: null });
  },
});

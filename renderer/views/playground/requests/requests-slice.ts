import type { StateCreator } from 'zustand';
import type { RequestSpecInput } from '../../../../server/contract/requests.ts';
import { type Draft, firstDraft } from '../../../parts/requests/draft.ts';

/** A place in the sequence: one request, or several that are sent together. */
export type SequenceStep = { send: RequestSpecInput } | { together: readonly RequestSpecInput[] };

export const requestsIn = (step: SequenceStep): readonly RequestSpecInput[] =>
  'send' in step ? [step.send] : step.together;

/** The request form, the list of what to run one after the other, and how many were set going. */
export type RequestsSlice = {
  draft: Draft;
  edit: (change: Partial<Draft>) => void;
  /** `key` tells equal steps apart. */
  sequence: ReadonlyArray<{ key: number; step: SequenceStep }>;
  addToSequence: (step: SequenceStep) => void;
  removeFromSequence: (key: number) => void;
  clearSequence: () => void;
  /** Requests set going since the last time that none was under way. */
  started: number;
  /** Requests that the app was asked for, and has not told of yet. */
  asked: number;
  start: (count: number) => void;
  answered: (count: number) => void;
  finish: () => void;
};

export const createRequestsSlice: StateCreator<RequestsSlice> = (set) => {
  let last = 0;
  // Steps of before a reload have theirs.
  const newKey = (sequence: RequestsSlice['sequence']) => {
    last = Math.max(last, ...sequence.map(({ key }) => key)) + 1;
    return last;
  };
  return {
    draft: firstDraft,
    edit: (change) => set(({ draft }) => ({ draft: { ...draft, ...change } })),
    sequence: [],
    addToSequence: (step) =>
      set(({ sequence }) => ({ sequence: [...sequence, { key: newKey(sequence), step }] })),
    removeFromSequence: (key) =>
      set(({ sequence }) => ({ sequence: sequence.filter((item) => item.key !== key) })),
    clearSequence: () => set({ sequence: [] }),
    started: 0,
    asked: 0,
    start: (count) => set(({ started, asked }) => ({ started: started + count, asked: asked + count })),
    answered: (count) => set(({ asked }) => ({ asked: Math.max(0, asked - count) })),
    finish: () => set({ started: 0, asked: 0 }),
  };
};

/** "37 of 1,000" while requests are under way; null when none is. Redirects followed may add to what was started. */
export function progressOf(started: number, pending: number): { done: number; total: number } | null {
  if (pending === 0) return null;
  const total = Math.max(started, pending);
  return { done: total - pending, total };
}

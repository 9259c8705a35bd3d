import type { StoreApi } from 'zustand';
import { explainError } from '../../../services/explain-error.ts';
import type { RaceApi } from '../race-api.ts';
import type { ScheduleViewSlice } from '../schedule/schedule-slice.ts';
import type { Answer, AnswerSlice, Asked } from './answer-slice.ts';
import { firstToOpen } from './first-to-open.ts';

type Store = Pick<StoreApi<AnswerSlice & ScheduleViewSlice>, 'getState'>;

/** Asks the engine about a race, and hands what it says to the store. */
export async function ask(api: RaceApi, store: Store, asked: Asked): Promise<void> {
  const { begin, tellProgress, fail } = store.getState();
  const stop = new AbortController();
  begin(asked, stop);
  try {
    const result = await api.explore(asked.spec, {
      signal: stop.signal,
      onProgress: (progress) => tellProgress(asked, progress),
    });
    if (!stop.signal.aborted) show(store, { ...asked, result });
  } catch (error) {
    if (stop.signal.aborted) return;
    const { at, message } = explainError(error);
    fail(asked, at, message);
  }
}

/** Takes an answer in, and opens what is to be looked at first. */
export function show(store: Store, answer: Answer): void {
  const { take, forgetLooks, openOutcome } = store.getState();
  take(answer);
  forgetLooks();
  const first = firstToOpen(answer.result);
  if (first) openOutcome(first.id, first.example);
}

import { useMemo } from 'react';
import type { StoreApi } from 'zustand';
import type { RaceOutcome, RaceResult } from '../../../../server/contract/races/races.ts';
import { explainError } from '../../../services/connection/explain-error.ts';
import { type RaceApi, useRaceApi } from '../race-api.ts';
import { useRaces } from '../races-store.ts';
import type { ScheduleViewSlice } from '../schedule/schedule-slice.ts';
import { askedOf, setupNow } from '../setup/use-setup.ts';
import type { Answer, AnswerSlice, Asked } from './answer-slice.ts';

type Store = Pick<StoreApi<AnswerSlice & ScheduleViewSlice>, 'getState'>;

/** Asks the engine about a race, and hands what it says to the store. */
async function ask(api: RaceApi, store: Store, asked: Asked): Promise<void> {
  const { begin, setProgress, fail } = store.getState();
  const stop = new AbortController();
  begin(asked, stop);
  try {
    const result = await api.explore(asked.spec, {
      signal: stop.signal,
      onProgress: (progress) => setProgress(asked, progress),
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

/** The outcome to look at first: of the gravest anomaly the most frequent; without one the most frequent of all. */
export function firstToOpen({ outcomes, anomalies }: RaceResult): RaceOutcome | undefined {
  const gravest = anomalies[0]?.kind ?? null;
  return outcomes.find(({ anomaly }) => anomaly === gravest) ?? outcomes[0];
}

/** Runs every order of the race on screen. */
export function useExplore() {
  const api = useRaceApi();
  return useMemo(() => {
    const explore = () => {
      const setup = setupNow();
      const read = setup && askedOf(setup);
      if (read?.ok) void ask(api, useRaces, read.asked);
    };
    /** After a change beside the requests: at once where the last answer came at once, else when it is asked for. */
    const exploreAgain = () => {
      const { answer } = useRaces.getState();
      if (answer !== null && answer.result.effort.ms <= atOnce) explore();
    };
    return { explore, exploreAgain };
  }, [api]);
}

/** ms */
const atOnce = 1500;

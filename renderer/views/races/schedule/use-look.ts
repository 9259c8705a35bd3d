import { useEffect } from 'react';
import type { RaceLook, StepLabel } from '../../../../server/contract/races/races.ts';
import { type Explained, explainError } from '../../../services/connection/explain-error.ts';
import { useRaceApi } from '../race-api.ts';
import { useRaces } from '../races-store.ts';
import { type Looked, madeSteps } from './schedule-slice.ts';
import { scheduleText } from './schedule-text.ts';

/** What running that schedule on the real middleware shows; it is asked for when it is not known. */
export function useLook(schedule: readonly StepLabel[] | null): Looked | null {
  const api = useRaceApi();
  const text = schedule === null ? null : scheduleText(schedule);
  const looked = useRaces((state) => (text === null ? undefined : state.looks.get(text)));
  const answer = useRaces((state) => state.answer);
  const isWanted = schedule !== null && looked === undefined && answer !== null;
  useEffect(() => {
    if (!isWanted) return;
    const notify = (now: Looked) => {
      if (useRaces.getState().answer === answer) useRaces.getState().setLook(schedule, now);
    };
    notify({ status: 'asked' });
    api.look(answer.spec, schedule).then(
      (look) => notify({ status: 'seen', look }),
      (error: unknown) => notify({ status: 'failed', ...refusalOf(error) }),
    );
  }, [api, isWanted, answer, schedule]);
  return looked ?? null;
}

/** The engine names the place in the schedule that it refuses: `schedule.3`. */
function refusalOf(error: unknown): { at: number | null; why: Explained } {
  const why = explainError(error);
  const place = /^schedule[.[](\d+)/.exec(why.at ?? '')?.[1];
  return { at: place === undefined ? null : Number(place), why };
}

/** The look at the steps made so far: what can move next, and what can still come of it. */
export function useLookNow(): RaceLook | null {
  const looked = useRaces(
    ({ scheduleView, looks }) => scheduleView && looks.get(scheduleText(madeSteps(scheduleView))),
  );
  return looked?.status === 'seen' ? looked.look : null;
}

import { useMemo } from 'react';
import type { LabRun } from '../../../../server/contract/scenario/results.ts';
import { lastSeq } from '../../../history/folds/position.ts';
import type { History, HistoryState } from '../../../history/history.ts';
import { type Api, statusOf } from '../../../services/connection/api.ts';
import { useApi } from '../../../services/connection/api-context.ts';
import { explainError } from '../../../services/connection/explain-error.ts';
import { useLiveHistory } from '../../../services/connection/live-history.ts';
import { usePresent } from '../../../services/connection/use-playground-state.ts';
import { withConsent } from '../../../services/files/consent.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import type { Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { isSameLab } from '../setup/setup-slice.ts';
import { allHold, outcomeOf, withGoal } from './use-outcome.ts';

export type Run = {
  /** Runs it, and settles when it is over; a run that is under way is broken off. */
  run: () => Promise<void>;
  stop: () => void;
  /** Runs it again where what is on screen is its run and nothing else. */
  runAgain: () => void;
};

/** Runs a lesson in the lab, with the reader's options where there are some. */
export function useRun(entry: Entry): Run {
  const api = useApi();
  const live = useLiveHistory();
  return useMemo(() => {
    const run = () => runEntry(api, live, entry);
    return {
      run,
      stop: () => useLessons.getState().running?.stop.abort(),
      runAgain: () => {
        if (useLessons.getState().running?.id === entry.id || isOnScreen(live, entry.id)) void run();
      },
    };
  }, [api, live, entry]);
}

async function runEntry(api: Api, live: History, entry: Entry): Promise<void> {
  const { begin, finish, hold, note, labs } = useLessons.getState();
  const lab = labs[entry.id] ?? entry.scenario.lab;
  const stop = begin(entry.id);
  const hadOwnLab = usePresent.getState().state?.ownLab === null;
  try {
    const { handler } = entry.scenario.lab;
    const scenario = { ...withGoal(entry.scenario), lab: { ...lab, handler } };
    const result = await withConsent(api, () => api.runScenario.mutate(scenario, { signal: stop.signal }));
    await untilInLog(live, result);
    finish(entry.id, stop, { lab, result });
    const { checks, goal, requests } = outcomeOf(entry.scenario, result);
    const passed = allHold(checks, requests);
    if (passed && isSameLab(lab, entry.scenario.lab)) hold(entry.id, entry.scenario);
    note(entry.id, { passed, done: allHold(goal, requests) });
    if (hadOwnLab) notifyAside(api);
  } catch (error) {
    finish(entry.id, stop, null);
    if (!stop.signal.aborted) notifyRefusal(error);
  }
}

/** Whether the log that is looked at is that run's, and nobody went on by hand. */
export function isOnScreen(live: History, id: string): boolean {
  const run = useLessons.getState().runs[id];
  const { log } = live.getState().logged;
  return run !== undefined && run.result.epoch === log.epoch && run.result.lastSeq >= lastSeq(log);
}

/** The answer may be here before the last events of the log are. */
function untilInLog(live: History, { epoch, lastSeq: last }: LabRun): Promise<void> {
  const isHere = ({ logged: { log } }: HistoryState) =>
    log.epoch > epoch || (log.epoch === epoch && lastSeq(log) >= last);
  return new Promise((resolve) => {
    const stop = live.subscribe((state) => {
      if (isHere(state)) done();
    });
    const timer = setTimeout(() => done(), longestDelay);
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    if (isHere(live.getState())) done();
  });
}

/** ms */
const longestDelay = 3000;

/** In front of an audience nothing is to cover the screen; the way back stands in the top bar too. */
function notifyAside(api: Api): void {
  if (useWindow.getState().isPresenting) return;
  useWindow.getState().notify({
    kind: 'done',
    text: 'The lesson has a lab of its own. Yours is put aside, with its log, options and handler.',
    action: { label: 'Bring my lab back', run: () => void withConsent(api, () => api.bringBack.mutate()) },
  });
}

const options = 'lab.options.';

function notifyRefusal(error: unknown): void {
  const { problems, at, message, next } = explainError(error);
  const ofOptions = problems.filter((problem) => problem.at.startsWith(options));
  if (ofOptions.length > 0)
    for (const problem of ofOptions)
      useLessons.getState().refuse(problem.at.slice(options.length), problem.message);
  else {
    const place = at === null || statusOf(error) !== 400 ? '' : `${at}: `;
    useWindow
      .getState()
      .notify({ kind: 'error', text: `Could not run the lesson: ${place}${message}`, next });
  }
}

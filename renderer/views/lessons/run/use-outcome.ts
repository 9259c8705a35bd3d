import { useEffect, useMemo, useState } from 'react';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import type { ExpectationResult, ScenarioResult } from '../../../../server/contract/scenario/results.ts';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';
import { useHistory } from '../../../history/use-history.ts';
import { useApi } from '../../../services/connection/api-context.ts';
import type { Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { isOnlyWhatMatters, isSameLab } from '../setup/setup-slice.ts';
import { useLab } from '../setup/use-lab.ts';

/**
 * What came of the newest run; null before there was one. `isStale`: the options have changed since. `isInLog`: its
 * events are in the log that is on screen.
 */
export type SeenOutcome = Outcome & { isStale: boolean; isInLog: boolean };

export function useOutcome(entry: Entry): SeenOutcome | null {
  const run = useLessons((state) => state.runs[entry.id]);
  const epoch = useHistory((state) => state.logged.log.epoch);
  const { lab } = useLab(entry);
  return useMemo(() => {
    if (run === undefined) return null;
    const outcome = outcomeOf(entry.scenario, run.result);
    return { ...outcome, isStale: !isSameLab(run.lab, lab), isInLog: run.result.epoch === epoch };
  }, [run, entry, lab, epoch]);
}

/** What is run of a scenario with a task: the goal is checked after its steps. Checks change nothing, so one run does. */
export const withGoal = (scenario: Scenario): Scenario => ({
  ...scenario,
  steps: [...scenario.steps, ...(scenario.task?.goal ?? []).map((expect) => ({ expect }))],
});

export type Outcome = { checks: ExpectationResult[]; goal: ExpectationResult[]; requests: number };

type Ran = Pick<ScenarioResult, 'expectations' | 'requests'>;

/** The results of a run of `withGoal(scenario)`, the lesson's own apart from the task's. */
export const outcomeOf = ({ steps }: Scenario, { expectations, requests }: Ran): Outcome => ({
  checks: expectations.filter(({ step }) => step < steps.length),
  goal: expectations.filter(({ step }) => step >= steps.length),
  requests,
});

/** Nothing holds where nothing was checked. */
export const allHold = (results: readonly ExpectationResult[], requests: number): boolean =>
  requests > 0 && results.length > 0 && results.every(({ holds }) => holds);

/**
 * `isOwn`: run with the lesson's own options. `hasHeld`: with those it was seen to hold. `isForeseen`: the lesson is about
 * what was set otherwise, so that the claim is to end.
 */
export type Ground = { isOwn: boolean; hasHeld: boolean; isForeseen: boolean };

export const groundOf = ({ scenario }: Entry, lab: LabConfig, held: Scenario | undefined): Ground => ({
  isOwn: isSameLab(lab, scenario.lab),
  hasHeld: held === scenario,
  isForeseen: held === scenario && isOnlyWhatMatters(scenario, lab),
});

/** What came of the checks, in a sentence. */
export function outcomeWords({ checks, goal, requests }: Outcome, ground: Ground): string {
  if (checks.length === 0) return 'It expects nothing, so nothing was checked.';
  if (requests === 0) return 'It sends no request, so nothing was checked.';
  const failing = checks.filter(({ holds }) => !holds).length;
  const how = ground.isOwn ? '' : ' with your options';
  const isSolved = allHold(goal, requests);
  const solved = isSolved ? 'Solved. ' : '';
  if (failing === 0) return `${solved}The claim holds${how}: ${checks.length} of ${checks.length} checks.`;
  if (ground.isOwn) return `${solved}The claim does not hold: ${failing} of ${checks.length} checks failed.`;
  const ends = isSolved || ground.hasHeld ? 'no longer holds' : 'does not hold';
  const asItShould = isSolved || ground.isForeseen ? ', as it should' : '';
  return `${solved}With your options the claim ${ends}${asItShould}: ${failing} of ${checks.length} checks come out otherwise.`;
}

type Expected = { steps: (string | null)[]; goal: string[] };

/** In the course of a visit the same lessons are opened again and again. */
const known = new WeakMap<object, Promise<Expected>>();

/** What the lesson will check, in words; null until they are here. */
export function useExpected({ scenario }: Entry): Expected | null {
  const api = useApi();
  const [expected, setExpected] = useState<{ of: object; words: Expected } | null>(null);
  useEffect(() => {
    const asked = known.get(scenario) ?? api.expectedWords.mutate(scenario);
    known.set(scenario, asked);
    asked.then(
      (words) => setExpected({ of: scenario, words }),
      // Without an answer the list says “…” until the lesson is run, which tells what is the matter.
      () => known.delete(scenario),
    );
  }, [api, scenario]);
  return expected?.of === scenario ? expected.words : null;
}

import type { ExpectationResult } from '../../../../server/contract/scenario/results.ts';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';

/** What is run of a scenario with a task: the goal is checked after its steps. Checks change nothing, so one run does. */
export const withGoal = (scenario: Scenario): Scenario => ({
  ...scenario,
  steps: [...scenario.steps, ...(scenario.task?.goal ?? []).map((expect) => ({ expect }))],
});

export type Outcome = { checks: ExpectationResult[]; goal: ExpectationResult[] };

/** The results of a run of `withGoal(scenario)`, the lesson's own apart from the task's. */
export const outcomeOf = ({ steps }: Scenario, results: readonly ExpectationResult[]): Outcome => ({
  checks: results.filter(({ step }) => step < steps.length),
  goal: results.filter(({ step }) => step >= steps.length),
});

export const allHold = (results: readonly ExpectationResult[]): boolean =>
  results.length > 0 && results.every(({ holds }) => holds);

/** What came of the checks, in a sentence. `isOwn`: run with the lesson's own options. */
export function outcomeWords(checks: readonly ExpectationResult[], isOwn: boolean): string {
  if (checks.length === 0) return 'It expects nothing, so nothing was checked.';
  const failing = checks.filter(({ holds }) => !holds).length;
  const how = isOwn ? '' : ' with your options';
  if (failing === 0) return `The claim holds${how}: ${checks.length} of ${checks.length} checks.`;
  return `The claim does not hold${how}: ${failing} of ${checks.length} checks failed.`;
}

import type { Expectation, Scenario } from '../contract/scenario/scenario.ts';
import { check } from './check.ts';
import { replay } from './replay.ts';

/** What a scenario will check, in the words in which its results say it: for each of its expectations and of its goals. */
export function expectedWords({ lab, steps, task }: Scenario): { steps: (string | null)[]; goal: string[] } {
  const world = { ...replay({ horizon: null, events: [] }), config: lab };
  const words = (expectation: Expectation): string =>
    check(expectation, { world, ids: new Map(), now: 0 }).expected;
  return {
    steps: steps.map((step) => ('expect' in step ? words(step.expect) : null)),
    goal: task?.goal.map(words) ?? [],
  };
}

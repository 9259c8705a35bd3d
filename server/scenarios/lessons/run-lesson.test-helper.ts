import { mergeOptions } from '../../contract/options/merge-options.ts';
import type { ExpectationResult, ScenarioResult } from '../../contract/scenario/results.ts';
import type { Scenario } from '../../contract/scenario/scenario.ts';
import { type StoreKind, storeOfKind } from '../../contract/stores/store-kinds.ts';
import type { LabPool } from '../../lab/lab-pool.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import { ProblemError } from '../../words/problems.ts';
import { runScenario } from '../run/run.ts';

/** For tests: the scenario on a store of that kind. */
export const onStore = (scenario: Scenario, kind: StoreKind): Scenario => ({
  ...scenario,
  lab: { ...scenario.lab, store: storeOfKind(kind) },
});

/** For tests: the scenario with these options over its lab's. */
export function withOptions(scenario: Scenario, patch: Record<string, unknown>): Scenario {
  const merged = mergeOptions(scenario.lab.options, patch);
  if (!merged.ok) throw new ProblemError(merged.problems);
  return { ...scenario, lab: { ...scenario.lab, options: merged.options } };
}

/** For tests: runs scenarios, each in a lab of the pool. */
export const runnerOf =
  (pool: LabPool) =>
  (scenario: Scenario): Promise<ScenarioResult> =>
    runScenario(scenario, {
      createPlayground: (settings) => createPlayground({ ...settings, createLab: pool.create }),
    });

/** For tests: what did not hold, in words. */
export const broken = ({ expectations }: ScenarioResult): string[] =>
  expectations.filter(({ holds }) => !holds).map(inWords);

const inWords = ({ step, expected, seen }: ExpectationResult): string =>
  `steps[${step}] expected ${expected}; seen ${seen}`;

import { nearest } from '../contract/input/nearest.ts';
import { labParts } from '../contract/options/lab-config.ts';
import type { Scenario } from '../contract/scenario/scenario.ts';
import { storeConfigSchema, storeKinds } from '../contract/stores/store-kinds.ts';
import { applySetting } from '../scenarios/read/set.ts';
import { ProblemError, problemError } from '../words/problems.ts';

/** What the command line changes in a scenario's lab: `--set key=value`, `--store kind`. */
export type LabSettings = { set: readonly string[]; store?: string };

export const withLabSettings = (scenario: Scenario, { set, store }: LabSettings): Scenario =>
  withStore(withSettings(scenario, set), store);

function withSettings(scenario: Scenario, settings: readonly string[]): Scenario {
  const { handler } = scenario.lab;
  let { config } = labParts(scenario.lab);
  for (const setting of settings) {
    const applied = applySetting(config, setting);
    if (!applied.ok) throw new ProblemError(applied.problems, `--set ${setting}`);
    config = applied.config;
  }
  return { ...scenario, lab: { ...config, handler } };
}

function withStore(scenario: Scenario, kind: string | undefined): Scenario {
  if (kind === undefined) return scenario;
  const store = storeConfigSchema.safeParse({ kind });
  const kinds = Object.keys(storeKinds);
  if (!store.success) {
    const params = { known: kinds, nearest: nearest(kind, kinds) };
    throw problemError('unknown-store', '', params, `--store ${kind}`);
  }
  return { ...scenario, lab: { ...scenario.lab, store: store.data } };
}

import { suggestion } from '../contract/input/nearest.ts';
import type { Scenario } from '../contract/scenario/scenario.ts';
import { storeConfigSchema, storeKinds } from '../contract/stores/store-kinds.ts';
import { applySettings } from '../scenarios/set.ts';
import { BadInput } from './output.ts';

/** What the command line changes in a scenario's lab: `--set key=value`, `--store kind`. */
export type LabSettings = { set: readonly string[]; store?: string };

export const withLabSettings = (scenario: Scenario, { set, store }: LabSettings): Scenario =>
  withStore(withSettings(scenario, set), store);

function withSettings(scenario: Scenario, settings: readonly string[]): Scenario {
  const applied = applySettings(scenario.lab, settings);
  if (!applied.ok) throw new BadInput(applied.message);
  return { ...scenario, lab: applied.config };
}

function withStore(scenario: Scenario, kind: string | undefined): Scenario {
  if (kind === undefined) return scenario;
  const store = storeConfigSchema.safeParse({ kind });
  const kinds = Object.keys(storeKinds);
  if (!store.success) {
    throw new BadInput(`--store ${kind}: expected one of ${kinds.join(', ')}${suggestion(kind, kinds)}`);
  }
  return { ...scenario, lab: { ...scenario.lab, store: store.data } };
}

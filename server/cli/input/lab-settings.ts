import type { Problem } from '../../contract/errors.ts';
import { labParts } from '../../contract/options/lab-config.ts';
import type { Scenario } from '../../contract/scenario/scenario.ts';
import { shownSetting, shownStore } from '../../contract/stores/store-text.ts';
import { applySetting, placeOfSetting, storeNamed } from '../../scenarios/read/set.ts';
import { ProblemError } from '../../words/problems.ts';

/** What the command line changes in a scenario's lab: `--set key=value`, `--store kind`. */
export type LabSettings = { set: readonly string[]; store?: string };

export const withLabSettings = (scenario: Scenario, { set, store }: LabSettings): Scenario =>
  withStore(withSettings(scenario, set), store);

/** What a lab refused: by the flag that gave it, or else by its place in the file. */
export function refusedLab(
  file: string,
  { set, store }: LabSettings,
  problems: readonly Problem[],
): ProblemError {
  const [first] = problems;
  const given = set.findLast((setting) => first?.at === `lab.${placeOfSetting(setting)}`);
  const flag =
    first?.at.startsWith('lab.store.') && store !== undefined
      ? `--store ${shownStore(store)}`
      : given && `--set ${shownSetting(given)}`;
  if (first === undefined || flag === undefined) return new ProblemError(problems, file);
  return new ProblemError([{ ...first, at: '' }], flag);
}

function withSettings(scenario: Scenario, settings: readonly string[]): Scenario {
  const { handler } = scenario.lab;
  let { config } = labParts(scenario.lab);
  for (const setting of settings) {
    const applied = applySetting(config, setting);
    if (!applied.ok) throw new ProblemError(applied.problems, `--set ${shownSetting(setting)}`);
    config = applied.config;
  }
  return { ...scenario, lab: { ...config, handler } };
}

function withStore(scenario: Scenario, text: string | undefined): Scenario {
  if (text === undefined) return scenario;
  const store = storeNamed(text, '');
  if (!store.ok) throw new ProblemError(store.problems, `--store ${shownStore(text)}`);
  return { ...scenario, lab: { ...scenario.lab, store: store.store } };
}

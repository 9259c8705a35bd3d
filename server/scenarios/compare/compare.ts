import type { UserAppFiles } from '../../app/user/user-app.ts';
import type {
  Cell,
  CompareProgress,
  CompareSpec,
  Comparison,
  RaceInCell,
} from '../../contract/compare/compare.ts';
import { labParts } from '../../contract/options/lab-config.ts';
import { maskSecrets } from '../../contract/options/mask-secrets.ts';
import type { RaceResult } from '../../contract/races/races.ts';
import type { ScenarioResult } from '../../contract/scenario/results.ts';
import type { Scenario } from '../../contract/scenario/scenario.ts';
import { createLabPool } from '../../lab/lab-pool.ts';
import type { PlaygroundInternals } from '../../playground/create-playground.ts';
import type { Playground, PlaygroundSettings } from '../../playground/playground.ts';
import type { Races } from '../../races/races.ts';
import type { SpawnHost } from '../../threads/host.ts';
import { ProblemError, sentenceOf } from '../../words/problems.ts';
import { inScenario, raceOf } from '../race-of.ts';
import { labsOver } from '../run/own-app-lab.ts';
import { replay } from '../run/replay.ts';
import { runScenario, startedFor } from '../run/run.ts';
import { allOver } from './all-over.ts';
import { decidedBy } from './decided-by.ts';
import { shownValue, type Variant, variantsOf } from './dimensions.ts';
import { nameOutcome } from './name-outcome.ts';

export type CompareSettings = {
  createPlayground: (
    settings: PlaygroundSettings & Pick<PlaygroundInternals, 'createLab'>,
  ) => Promise<Playground>;
  races: Pick<Races, 'explore'>;
  /** An app of somebody's own, whose session's options are varied in place of a lab's. */
  app?: UserAppFiles | null;
  /** Makes what a lab with a typed-in handler runs in; by default a process of plain Node. */
  spawnForeign?: SpawnHost;
  signal?: AbortSignal;
  onProgress?: (progress: CompareProgress) => void;
};

/** Labs that run at once. Each has a thread of its own, and so have the races. */
const labsAtOnce = 2;

/**
 * Runs a scenario once in every combination, and its race in every order. Throws ProblemError about what cannot be
 * compared, with its place.
 */
export async function compare(
  { scenario, dimensions }: CompareSpec,
  settings: CompareSettings,
): Promise<Comparison> {
  const { config } = labParts(scenario.lab);
  const { app = null } = settings;
  const made = variantsOf(config, dimensions, app !== null);
  if (!made.ok) throw new ProblemError(made.problems);
  const { variants } = made;
  const notify = (done: number) => settings.onProgress?.({ done, cells: variants.length });
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, ...(settings.signal === undefined ? [] : [settings.signal])]);
  const { spawnForeign } = settings;
  const labs = createLabPool(spawnForeign && { spawnForeign });
  const done: MadeCell[] = [];
  const left = [...variants.entries()];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [place, variant] = next;
      const varied = app && { ...app, options: { ...app.options, ...variant.changes } };
      const { createLab } = labsOver(varied, labs.create);
      const createPlayground: CompareSettings['createPlayground'] = (given) =>
        settings.createPlayground({ ...given, createLab });
      done[place] = await makeCell(scenario, variant, { ...settings, app: varied, createPlayground, signal });
      notify(done.filter(Boolean).length);
    }
  };
  notify(0);
  try {
    await allOver(Array.from({ length: labsAtOnce }, work), () => over.abort());
  } finally {
    await labs.close();
  }
  const cells = done.map(({ cell }) => cell);
  const [first] = done;
  if (first === undefined) throw new Error('There is no cell.');
  return {
    title: scenario.title,
    claim: scenario.claim ?? null,
    dimensions: dimensions.map(({ key, values }) => ({
      key,
      values: values.map((value) => shownValue(key, value)),
    })),
    cells,
    decidedBy: decidedBy(dimensions, cells),
    notRaced: first.notRaced,
    versions: first.versions,
  };
}

type MadeCell = { cell: Cell; notRaced: string | null; versions: Comparison['versions'] };

async function makeCell(
  scenario: Scenario,
  { values, lab }: Variant,
  settings: CompareSettings & { signal: AbortSignal },
): Promise<MadeCell> {
  const { handler } = scenario.lab;
  const varied = { ...scenario, lab: { ...lab, handler } };
  const [ran, raced] = await allOver([runCell(varied, settings), raceCell(varied, settings)] as const);
  const { result, log, now } = ran;
  const cell: Cell = {
    values,
    outcome: nameOutcome(replay(log), { race: raced.race, expectations: result.expectations, now }),
    expectations: result.expectations,
    race: raced.race,
    config: maskSecrets(result.config),
    log,
  };
  return { cell, notRaced: raced.notRaced, versions: result.versions };
}

type Ran = { result: ScenarioResult; log: Cell['log']; now: number };

/** One run over real HTTP, with its whole log. */
async function runCell(
  scenario: Scenario,
  { createPlayground, signal }: CompareSettings & { signal: AbortSignal },
): Promise<Ran> {
  const playground = await startedFor(scenario, createPlayground);
  try {
    const lent = { ...playground, close: async () => {} };
    const result = await runScenario(scenario, { signal, createPlayground: async () => lent });
    const { startedAt, horizon, events } = playground.log();
    const log = { epoch: 0, startedAt, first: events[0]?.seq ?? 0, horizon, events: [...events] };
    return { result, log, now: Date.now() + playground.state().clock };
  } finally {
    await playground.close();
  }
}

async function raceCell(
  scenario: Scenario,
  { races, app, signal }: CompareSettings & { signal: AbortSignal },
): Promise<{ race: RaceInCell | null; notRaced: string | null }> {
  const made = raceOf(scenario);
  if (!made.ok) return { race: null, notRaced: made.problems.map(sentenceOf).join('; ') };
  const explored = await races.explore(made.race, { signal, ...(app && { app }) });
  if (explored.ok) return { race: inCell(explored.result), notRaced: null };
  throw new ProblemError(inScenario(made.race, explored.problems));
}

const inCell = ({ schedules: { total, exact }, anomalies }: RaceResult): RaceInCell => ({
  total,
  exact,
  anomalies: anomalies.map(({ kind, schedules, example }) => ({ kind, schedules, example })),
});

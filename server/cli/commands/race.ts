import type { UserAppFiles } from '../../app/user/user-app.ts';
import { mostParts, type PartOf, parsePartOf } from '../../contract/races/race-parts.ts';
import { raceHeadline } from '../../contract/races/race-words.ts';
import type { AnomalyKind, RaceSpec } from '../../contract/races/races.ts';
import { shownResult } from '../../contract/scenario/shown-result.ts';
import { createRaces } from '../../races/host.ts';
import type { ExploreSettings } from '../../races/races.ts';
import { inScenario, raceOf } from '../../scenarios/race-of.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { allowHandler, type HandlerFlags } from '../input/allow-handler.ts';
import { kindNames, kindsNamed } from '../input/config-file.ts';
import type { LabSettings } from '../input/lab-settings.ts';
import { appFilesOf, refusedSubject, subjectOf } from '../input/own-app.ts';
import { readScenario } from '../input/read-scenario.ts';
import type { ExitCode, Io } from '../process/output.ts';
import { createRaceExports, type Export, readExport } from '../report/race-exports.ts';
import { type Report, raceReportOf } from '../report/report.ts';
import { progressLine } from '../text/race-progress.ts';
import { checkEach, type FilesOptions, type OneFile } from './each-file.ts';

export type RaceOptions = LabSettings &
  HandlerFlags &
  FilesOptions & {
    max?: number;
    /** `1/4`: only that part of the orders. */
    shard?: string;
    version: string;
    /** Which anomalies are worth an exit code of 1; all unless it says which. */
    failOn?: readonly string[];
    /** `test`, `html=race.html`. */
    export?: readonly string[];
  };

/** Runs the overlapping requests of scenario files and lessons in every order. */
export async function race(options: RaceOptions): Promise<ExitCode> {
  const { failOn, export: exports = [], shard, version, ...rest } = options;
  const part = shard === undefined ? undefined : partOf(shard, version);
  const wanted = { ...rest, part, failOn: failOn && kindsIn(failOn), exports: exports.map(readExport) };
  return checkEach(options, (one) => raceFile(one, wanted));
}

function partOf(shard: string, by: string): PartOf {
  const found = parsePartOf(shard);
  if (found === null) throw problemError('no-shard', '', { most: mostParts }, `--shard ${shard}`);
  return { ...found, by };
}

type Wanted = Omit<RaceOptions, 'failOn' | 'export' | 'shard' | 'version'> & {
  part: PartOf | undefined;
  failOn: readonly AnomalyKind[] | undefined;
  exports: readonly Export[];
};

/** Throws ProblemError where one is none. */
export const kindsIn = (names: readonly string[]): AnomalyKind[] =>
  names.flatMap((name) => {
    const found = kindsNamed(name);
    if (found === null) throw problemError('none-of', '', { known: kindNames }, `--fail-on ${name}`);
    return found;
  });

async function raceFile(
  { file, app, reset, hold, config, signal, isOne, written, failed }: OneFile,
  { max, part, failOn = config.failOn, exports: wanted, allowHandlers, json, io, ...settings }: Wanted,
): Promise<Report> {
  const exports = createRaceExports(wanted, { file, isOne, written, io });
  exports.check(app !== undefined);
  const files = await appFilesOf({ app, reset, hold });
  const { scenario, app: own } = subjectOf(await readScenario(file), file, files, settings);
  const made = raceOf(scenario);
  if (!made.ok) throw new ProblemError(made.problems, file);
  await allowHandler(scenario, file, { allowHandlers, io, set: settings.set, store: settings.store });
  const explored = await exploreOnce(made.race, own, { max, part, signal }, io);
  if (!explored.ok) throw refusedSubject(file, own, settings, inScenario(made.race, explored.problems));
  const result = shownResult(explored.result);
  const { title, claim = null } = scenario;
  if (json === true && !result.schedules.exact)
    io.err(`The limit was reached before all was seen: ${raceHeadline(result)}\n`);
  await exports.write({ race: made.race, result, title }, failed);
  return raceReportOf(file, { title, claim, result }, failOn);
}

/** Explores with a race lab of its own, which is gone afterwards, as the line of its progress is. */
async function exploreOnce(spec: RaceSpec, app: UserAppFiles | null, settings: ExploreSettings, io: Io) {
  const races = createRaces({ app });
  const progress = progressLine(io);
  try {
    return await races.explore(spec, { ...settings, onProgress: progress.show });
  } finally {
    progress.clear();
    await races.close();
  }
}

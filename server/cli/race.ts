import type { UserAppFiles } from '../app/user/user-app.ts';
import type { Problem } from '../contract/errors.ts';
import { raceHeadline } from '../contract/races/race-words.ts';
import type { AnomalyKind, RaceSpec } from '../contract/races/races.ts';
import { shownResult } from '../contract/scenario/shown-result.ts';
import { createRaces } from '../races/host.ts';
import type { ExploreSettings } from '../races/races.ts';
import { inScenario, raceOf } from '../scenarios/race-of.ts';
import { ProblemError } from '../words/problems.ts';
import { userAppWords } from '../words/user-app.ts';
import { allowHandler, type HandlerFlags } from './allow-handler.ts';
import { interruptible } from './interruptible.ts';
import { type LabSettings, refusedLab, withLabSettings } from './lab-settings.ts';
import type { ExitCode, Io } from './output.ts';
import { appFilesOf, checkFor } from './own-app.ts';
import { progressLine } from './race-progress.ts';
import { raceText } from './race-text.ts';
import { readScenario } from './read-scenario.ts';

export type RaceOptions = LabSettings &
  HandlerFlags & {
    file: string;
    /** Files of an app of somebody's own, and of what sets it back. */
    app?: string;
    reset?: string;
    /** Functions whose calls are steps. */
    hold?: readonly string[];
    max?: number;
    /** Which anomalies are worth an exit code of 1; all unless it says which. */
    failOn?: readonly AnomalyKind[];
    json: boolean;
    io: Io;
  };

/** Runs the overlapping requests of a scenario file or a lesson in every order. */
export async function race({
  file,
  app,
  reset,
  hold,
  max,
  failOn,
  json,
  io,
  allowHandlers,
  ...settings
}: RaceOptions): Promise<ExitCode> {
  const files = await appFilesOf({ app, reset, hold }, settings);
  const scenario = withLabSettings(await readScenario(file), settings);
  if (files !== null) checkFor(scenario, file);
  const made = raceOf(scenario);
  if (!made.ok) throw new ProblemError(made.problems, file);
  await allowHandler(scenario, file, { allowHandlers, io });
  return interruptible(io, async (signal) => {
    const explored = await exploreOnce(made.race, files, { max, signal }, io);
    if (!explored.ok) throw refusedRace(file, files, settings, inScenario(made.race, explored.problems));
    const result = shownResult(explored.result);
    const { title, claim = null } = scenario;
    io.out(json ? `${JSON.stringify({ title, claim, ...result })}\n` : raceText(title, claim, result));
    if (json && !result.schedules.exact)
      io.err(`The limit was reached before all was seen: ${raceHeadline(result)}\n`);
    const isGrave = result.anomalies.some(({ kind }) => failOn?.includes(kind) ?? true);
    return isGrave || result.unmet !== undefined ? 1 : 0;
  });
}

/** What is wrong with an app stands in its file; all else in the scenario. */
function refusedRace(
  file: string,
  app: UserAppFiles | null,
  settings: LabSettings,
  problems: readonly Problem[],
): ProblemError {
  const isOfApp = problems.every(({ code }) => code in userAppWords && code !== 'too-many-to-run');
  if (app !== null && isOfApp) {
    const isOfReset = problems.some(({ code }) => code === 'no-reset-in-file');
    return new ProblemError(problems, (isOfReset ? app.reset : null) ?? app.app);
  }
  return refusedLab(file, settings, problems);
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

import type { UserAppFiles } from '../../app/user/user-app.ts';
import { raceHeadline } from '../../contract/races/race-words.ts';
import type { AnomalyKind, RaceSpec } from '../../contract/races/races.ts';
import { shownResult } from '../../contract/scenario/shown-result.ts';
import { createRaces } from '../../races/host.ts';
import type { ExploreSettings } from '../../races/races.ts';
import { inScenario, raceOf } from '../../scenarios/race-of.ts';
import { ProblemError } from '../../words/problems.ts';
import { allowHandler, type HandlerFlags } from '../input/allow-handler.ts';
import type { LabSettings } from '../input/lab-settings.ts';
import { type AppFlags, appFilesOf, refusedSubject, subjectOf } from '../input/own-app.ts';
import { readScenario } from '../input/read-scenario.ts';
import { interruptible } from '../process/interruptible.ts';
import type { ExitCode, Io } from '../process/output.ts';
import { progressLine } from '../text/race-progress.ts';
import { raceText } from '../text/race-text.ts';

export type RaceOptions = LabSettings &
  HandlerFlags &
  AppFlags & {
    file: string;
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
  const files = await appFilesOf({ app, reset }, hold);
  const { scenario, app: own } = subjectOf(await readScenario(file), file, files, settings);
  const made = raceOf(scenario);
  if (!made.ok) throw new ProblemError(made.problems, file);
  await allowHandler(scenario, file, { allowHandlers, io });
  return interruptible(io, async (signal) => {
    const explored = await exploreOnce(made.race, own, { max, signal }, io);
    if (!explored.ok) throw refusedSubject(file, own, settings, inScenario(made.race, explored.problems));
    const result = shownResult(explored.result);
    const { title, claim = null } = scenario;
    io.out(json ? `${JSON.stringify({ title, claim, ...result })}\n` : raceText(title, claim, result));
    if (json && !result.schedules.exact)
      io.err(`The limit was reached before all was seen: ${raceHeadline(result)}\n`);
    const isGrave = result.anomalies.some(({ kind }) => failOn?.includes(kind) ?? true);
    return isGrave || result.unmet !== undefined ? 1 : 0;
  });
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

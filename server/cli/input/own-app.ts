import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Hold, isFile, readHold } from '../../app/user/hold.ts';
import type { UserAppFiles } from '../../app/user/user-app.ts';
import type { Problem } from '../../contract/errors.ts';
import type { OptionChanges } from '../../contract/found-app.ts';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import type { Scenario } from '../../contract/scenario/scenario.ts';
import { shownSetting, shownStore } from '../../contract/stores/store-text.ts';
import { optionChange } from '../../scenarios/read/set.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { userAppWords } from '../../words/user-app.ts';
import { type LabSettings, refusedLab, withLabSettings } from './lab-settings.ts';

/** An app of somebody's own, what sets it back, and functions of it whose calls are steps, as they are given. */
export type AppFlags = {
  app?: string | undefined;
  reset?: string | undefined;
  hold?: readonly string[] | undefined;
};

/**
 * The files of `--app` and `--reset`, and what `--hold` holds; null where no app is given. Throws ProblemError about what is
 * not there.
 */
export async function appFilesOf({ app, reset, hold = [] }: AppFlags): Promise<UserAppFiles | null> {
  if (app !== undefined) {
    const files = { app: await existing(app), reset: reset === undefined ? null : await existing(reset) };
    return hold.length === 0 ? files : { ...files, holds: await Promise.all(hold.map(holdOf)) };
  }
  if (hold.length > 0) throw problemError('hold-without-app', '', {}, `--hold ${hold[0]}`);
  if (reset !== undefined) throw problemError('reset-without-app', '', {}, `--reset ${reset}`);
  return null;
}

async function holdOf(given: string): Promise<Hold> {
  const hold = readHold(given);
  if (hold === null) throw problemError('no-hold', '', {}, `--hold ${given}`);
  return isFile(hold) ? { ...hold, module: await existing(hold.module) } : hold;
}

/** What a scenario is run on: a lab, which settings change, or an app, over whose options they are put. Throws ProblemError. */
export function subjectOf(
  scenario: Scenario,
  file: string,
  app: UserAppFiles | null,
  settings: LabSettings,
): { scenario: Scenario; app: UserAppFiles | null } {
  if (app === null) return { scenario: withLabSettings(scenario, settings), app };
  checkFor(scenario, file);
  return { scenario, app: { ...app, options: changesOf(settings) } };
}

function changesOf({ set, store }: LabSettings): OptionChanges {
  if (store !== undefined)
    throw problemError('not-changed-from-outside', '', { key: 'the store' }, `--store ${shownStore(store)}`);
  const changes: OptionChanges = {};
  for (const setting of set) {
    const made = optionChange(setting);
    if (!made.ok) throw new ProblemError(made.problems, `--set ${shownSetting(setting)}`);
    Object.assign(changes, made.change);
  }
  return changes;
}

/** What a scenario for an app cannot say: the app's options. Throws ProblemError. */
export function checkFor({ lab, steps }: Scenario, file: string): void {
  if (JSON.stringify(lab) !== JSON.stringify(defaultLabConfig()))
    throw problemError('app-has-own-options', 'lab', {}, file);
  const place = steps.findIndex((step) => 'configure' in step);
  if (place !== -1) throw problemError('app-has-own-options', `steps[${place}].configure`, {}, file);
  const restart = steps.findIndex((step) => 'restart' in step);
  if (restart !== -1) throw problemError('restart-own-app', `steps[${restart}].restart`, {}, file);
}

/** What is wrong with an app stands in its file; all else in the scenario, or in the flag that gave it. */
export function refusedSubject(
  file: string,
  app: UserAppFiles | null,
  settings: LabSettings,
  problems: readonly Problem[],
): ProblemError {
  const isOfApp = problems.every(({ code }) => code in userAppWords && code !== 'too-many-to-run');
  if (app === null || !isOfApp) return refusedLab(file, settings, problems);
  const isOfReset = problems.some(({ code }) => code === 'no-reset-in-file');
  const placeless = problems.map((problem) => ({ ...problem, at: '' }));
  return new ProblemError(placeless, (isOfReset ? app.reset : null) ?? app.app);
}

async function existing(file: string): Promise<string> {
  const found = await stat(file).catch(() => null);
  if (found === null) throw problemError('no-such-file', '', {}, file);
  if (!found.isFile()) throw problemError('not-a-file', '', {}, file);
  return resolve(file);
}

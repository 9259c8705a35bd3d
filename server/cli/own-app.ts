import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Hold, isFile, readHold } from '../app/user/hold.ts';
import type { UserAppFiles } from '../app/user/user-app.ts';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import type { Scenario } from '../contract/scenario/scenario.ts';
import { problemError } from '../words/problems.ts';
import type { LabSettings } from './lab-settings.ts';

/** The files of `--app` and `--reset`, and what `--hold` holds; null where no app is given. Throws ProblemError about what is not there. */
export async function appFilesOf(
  {
    app,
    reset,
    hold = [],
  }: { app: string | undefined; reset: string | undefined; hold?: readonly string[] | undefined },
  { set, store }: LabSettings,
): Promise<UserAppFiles | null> {
  if (app === undefined) {
    if (reset !== undefined) throw problemError('reset-without-app', '', {}, `--reset ${reset}`);
    if (hold.length > 0) throw problemError('hold-without-app', '', {}, `--hold ${hold[0]}`);
    return null;
  }
  const [setting] = [
    ...set.map((one) => `--set ${one}`),
    ...(store === undefined ? [] : [`--store ${store}`]),
  ];
  if (setting !== undefined) throw problemError('app-has-own-options', '', {}, setting);
  const files = { app: await existing(app), reset: reset === undefined ? null : await existing(reset) };
  return hold.length === 0 ? files : { ...files, holds: await Promise.all(hold.map(holdOf)) };
}

async function holdOf(given: string): Promise<Hold> {
  const hold = readHold(given);
  if (hold === null) throw problemError('no-hold', '', {}, `--hold ${given}`);
  return isFile(hold) ? { ...hold, module: await existing(hold.module) } : hold;
}

/** What a scenario for an app cannot say: the app's options, and what no race can do with it. */
export function checkFor({ lab, steps }: Scenario, file: string): void {
  if (JSON.stringify(lab) !== JSON.stringify(defaultLabConfig()))
    throw problemError('app-has-own-options', 'lab', {}, file);
  const place = steps.findIndex((step) => 'configure' in step);
  if (place !== -1) throw problemError('app-has-own-options', `steps[${place}].configure`, {}, file);
}

async function existing(file: string): Promise<string> {
  const found = await stat(file).catch(() => null);
  if (found === null) throw problemError('no-such-file', '', {}, file);
  if (!found.isFile()) throw problemError('not-a-file', '', {}, file);
  return resolve(file);
}

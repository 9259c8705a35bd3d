import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { UserAppFiles } from '../../app/user/user-app.ts';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import type { Scenario } from '../../contract/scenario/scenario.ts';
import { problemError } from '../../words/problems.ts';
import type { LabSettings } from './lab-settings.ts';

/** The files of `--app` and `--reset`; null where no app is given. Throws ProblemError about what is not there. */
export async function appFilesOf(
  { app, reset }: { app: string | undefined; reset: string | undefined },
  { set, store }: LabSettings,
): Promise<UserAppFiles | null> {
  if (app === undefined) {
    if (reset !== undefined) throw problemError('reset-without-app', '', {}, `--reset ${reset}`);
    return null;
  }
  const [setting] = [
    ...set.map((one) => `--set ${one}`),
    ...(store === undefined ? [] : [`--store ${store}`]),
  ];
  if (setting !== undefined) throw problemError('app-has-own-options', '', {}, setting);
  return { app: await existing(app), reset: reset === undefined ? null : await existing(reset) };
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

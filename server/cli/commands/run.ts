import { maskSecrets } from '../../contract/options/mask-secrets.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import { labsOver } from '../../scenarios/run/own-app-lab.ts';
import { runScenario } from '../../scenarios/run/run.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { allowHandler, type HandlerFlags } from '../input/allow-handler.ts';
import type { LabSettings } from '../input/lab-settings.ts';
import { appFilesOf, refusedSubject, subjectOf } from '../input/own-app.ts';
import { readScenario } from '../input/read-scenario.ts';
import type { ExitCode } from '../process/output.ts';
import { type Report, runReport } from '../report/report.ts';
import { checkEach, type FilesOptions, type OneFile } from './each-file.ts';

export type RunOptions = LabSettings & HandlerFlags & FilesOptions;

/** Runs scenario files and lessons, on a lab or on an app of somebody's own. */
export async function run(options: RunOptions): Promise<ExitCode> {
  const [held] = options.hold ?? [];
  if (held !== undefined) throw problemError('hold-is-for-races', '', {}, `--hold ${held}`);
  return checkEach(options, (one) => runFile(one, options));
}

async function runFile(
  { file, app, reset, signal }: OneFile,
  { allowHandlers, io, ...settings }: RunOptions,
): Promise<Report> {
  const files = await appFilesOf({ app, reset });
  const { scenario, app: own } = subjectOf(await readScenario(file), file, files, settings);
  await allowHandler(scenario, file, { allowHandlers, io, set: settings.set, store: settings.store });
  const { createLab, found } = labsOver(own);
  try {
    const ran = await runScenario(scenario, {
      createPlayground: (given) => createPlayground({ ...given, createLab }),
      signal,
    });
    const config = maskSecrets(ran.config);
    return runReport(file, { ...ran, config, ...(own !== null && { app: found() }) });
  } catch (error) {
    throw error instanceof ProblemError ? refusedSubject(file, own, settings, error.problems) : error;
  }
}

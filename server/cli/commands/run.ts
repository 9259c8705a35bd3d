import { maskSecrets } from '../../contract/options/mask-secrets.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import { labsOver } from '../../scenarios/run/own-app-lab.ts';
import { runScenario } from '../../scenarios/run/run.ts';
import { ProblemError } from '../../words/problems.ts';
import { allowHandler, type HandlerFlags } from '../input/allow-handler.ts';
import type { LabSettings } from '../input/lab-settings.ts';
import { type AppFlags, appFilesOf, refusedSubject, subjectOf } from '../input/own-app.ts';
import { readScenario } from '../input/read-scenario.ts';
import { interruptible } from '../process/interruptible.ts';
import type { ExitCode, Io } from '../process/output.ts';
import { resultText } from '../text/result-text.ts';

export type RunOptions = LabSettings & HandlerFlags & AppFlags & { file: string; json: boolean; io: Io };

/** Runs a scenario file or a lesson, on a lab or on an app of somebody's own. */
export async function run({
  file,
  app,
  reset,
  json,
  io,
  allowHandlers,
  ...settings
}: RunOptions): Promise<ExitCode> {
  const files = await appFilesOf({ app, reset });
  const { scenario, app: own } = subjectOf(await readScenario(file), file, files, settings);
  await allowHandler(scenario, file, { allowHandlers, io });
  return interruptible(io, async (signal) => {
    const { createLab, found } = labsOver(own);
    try {
      const ran = await runScenario(scenario, {
        createPlayground: (given) => createPlayground({ ...given, createLab }),
        signal,
      });
      const result = { ...ran, ...(own !== null && { app: found() }) };
      const shown = { ...result, config: maskSecrets(result.config) };
      io.out(json ? `${JSON.stringify(shown)}\n` : resultText(result));
      return result.holds ? 0 : 1;
    } catch (error) {
      throw error instanceof ProblemError ? refusedSubject(file, own, settings, error.problems) : error;
    }
  });
}

import { maskSecrets } from '../../contract/options/mask-secrets.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import { runScenario } from '../../scenarios/run/run.ts';
import { ProblemError } from '../../words/problems.ts';
import { allowHandler, type HandlerFlags } from '../input/allow-handler.ts';
import { type LabSettings, refusedLab, withLabSettings } from '../input/lab-settings.ts';
import { readScenario } from '../input/read-scenario.ts';
import { interruptible } from '../process/interruptible.ts';
import type { ExitCode, Io } from '../process/output.ts';
import { resultText } from '../text/result-text.ts';

export type RunOptions = LabSettings & HandlerFlags & { file: string; json: boolean; io: Io };

/** Runs a scenario file or a lesson. */
export async function run({ file, json, io, allowHandlers, ...settings }: RunOptions): Promise<ExitCode> {
  const scenario = withLabSettings(await readScenario(file), settings);
  await allowHandler(scenario, file, { allowHandlers, io });
  return interruptible(io, async (signal) => {
    try {
      const result = await runScenario(scenario, { createPlayground, signal });
      const shown = { ...result, config: maskSecrets(result.config) };
      io.out(json ? `${JSON.stringify(shown)}\n` : resultText(result));
      return result.holds ? 0 : 1;
    } catch (error) {
      throw error instanceof ProblemError ? refusedLab(file, settings, error.problems) : error;
    }
  });
}

import { suggestion } from '../contract/nearest.ts';
import { problemLine } from '../contract/problems.ts';
import type { Scenario } from '../contract/scenario.ts';
import { storeConfigSchema, storeKinds } from '../contract/store-kinds.ts';
import { createPlayground } from '../playground/create-playground.ts';
import { runScenario, ScenarioRefused } from '../scenarios/run.ts';
import { applySettings } from '../scenarios/set.ts';
import { BadInput, type ExitCode, type Io } from './output.ts';
import { readScenario } from './read-scenario.ts';
import { resultText } from './result-text.ts';

export type RunOptions = { file: string; set: readonly string[]; store?: string; json: boolean; io: Io };

/** Runs a scenario file or a lesson. */
export async function run({ file, set, store, json, io }: RunOptions): Promise<ExitCode> {
  const scenario = withStore(withSettings(await readScenario(file), set), store);
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  process.once('SIGINT', onInterrupt).once('SIGTERM', onInterrupt);
  try {
    const result = await runScenario(scenario, { createPlayground, signal: stop.signal });
    io.out(json ? `${JSON.stringify(result)}\n` : resultText(result));
    return result.holds ? 0 : 1;
  } catch (error) {
    if (stop.signal.aborted) {
      io.err('Interrupted.\n');
      return 130;
    }
    if (error instanceof ScenarioRefused) throw new BadInput(`${file}: ${problemLine(error.problem)}`);
    throw error;
  } finally {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt);
  }
}

function withSettings(scenario: Scenario, settings: readonly string[]): Scenario {
  const applied = applySettings(scenario.lab, settings);
  if (!applied.ok) throw new BadInput(applied.message);
  return { ...scenario, lab: applied.config };
}

function withStore(scenario: Scenario, kind: string | undefined): Scenario {
  if (kind === undefined) return scenario;
  const store = storeConfigSchema.safeParse({ kind });
  const kinds = Object.keys(storeKinds);
  if (!store.success) {
    throw new BadInput(`--store ${kind}: expected one of ${kinds.join(', ')}${suggestion(kind, kinds)}`);
  }
  return { ...scenario, lab: { ...scenario.lab, store: store.data } };
}

import type { LabRun } from '../../contract/scenario/results.ts';
import type { Scenario } from '../../contract/scenario/scenario.ts';
import type { Playground } from '../../playground/playground.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { problemsOfMeaning } from '../read/meaning.ts';
import { runScenario } from './run.ts';

/**
 * Runs a scenario in a lab that somebody looks at: set up for it, recorded in the window's log, and theirs to go on with
 * afterwards. Throws ProblemError where it cannot be run, or when the lab becomes another one meanwhile.
 */
export async function runInLab(
  playground: Playground,
  scenario: Scenario,
  signal?: AbortSignal,
): Promise<LabRun> {
  const problems = problemsOfMeaning(scenario);
  if (problems.length > 0) throw new ProblemError(problems);
  const over = new AbortController();
  const taken = new AbortController();
  const signals = [over.signal, taken.signal, ...(signal === undefined ? [] : [signal])];
  let epoch = -1;

  const setUp = async (settings: Parameters<Playground['setUp']>[0]): Promise<Playground> => {
    const outcome = await playground.setUp(settings);
    if (!outcome.ok) throw new ProblemError(outcome.problems);
    epoch = playground.state().epoch;
    void abortWhenTaken(playground, epoch, over.signal, taken);
    return { ...playground, close: async () => {} };
  };

  try {
    const result = await runScenario(scenario, { createPlayground: setUp, signal: AbortSignal.any(signals) });
    return { ...result, epoch, lastSeq: playground.log().events.at(-1)?.seq ?? -1 };
  } catch (error) {
    if (taken.signal.aborted) throw problemError('lab-taken', 'lab', {});
    throw error;
  } finally {
    over.abort();
  }
}

/** Steps of one scenario must not go on in the lab of another. */
async function abortWhenTaken(
  playground: Playground,
  epoch: number,
  until: AbortSignal,
  taken: AbortController,
): Promise<void> {
  for await (const state of playground.states(until)) if (state.epoch !== epoch) return taken.abort();
}

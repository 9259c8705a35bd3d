import { type ScenarioInput, scenarioFormat } from '../../contract/scenario/scenario.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import { ProblemError } from '../../words/problems.ts';
import { parseScenario } from '../read/parse.ts';
import { runScenario } from './run.ts';

/** Runs steps on the real express-session, and says which expectations do not hold: what was expected, and what seen. */
export async function failuresOf(
  lab: ScenarioInput['lab'],
  steps: ScenarioInput['steps'],
  browsers = ['alice', 'bob'],
): Promise<string[]> {
  const file = { format: scenarioFormat, title: 'Under test', lab, browsers, steps };
  const parsed = parseScenario(JSON.stringify(file));
  if (!parsed.ok) throw new ProblemError(parsed.problems);
  const { expectations } = await runScenario(parsed.scenario, { createPlayground });
  return expectations
    .filter(({ holds }) => !holds)
    .map(({ step, expected, seen }) => `steps[${step}] ${expected}; seen: ${seen}`);
}

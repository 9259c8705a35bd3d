import { describe, expect, it, onTestFinished } from 'vitest';
import { type ScenarioInput, scenarioSchema } from '../../contract/scenario/scenario.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import { createRaces } from '../../races/host.ts';
import { ProblemError } from '../../words/problems.ts';
import { compare } from '../compare/compare.ts';
import { runScenario } from './run.ts';

const source = '(req) => ({ secure: req.secure })';
const scenarioOf = (options: object, steps: ScenarioInput['steps']) =>
  scenarioSchema.parse({
    format: 'session-playground/scenario@1',
    title: 'A cookie function',
    lab: { options },
    browsers: ['alice'],
    steps: [...steps, { send: { browser: 'alice', path: '/views' } }],
  });
const problemsOf = (run: Promise<unknown>) =>
  run.then(
    () => [],
    (error: unknown) => (error instanceof ProblemError ? error.problems : Promise.reject(error)),
  );
const refusedAt = (at: string) => [{ code: 'function-of-another-lab', at }];

/** What reading refuses too; a run does not rely on it, since a lab may be changed after it, or never read. */
describe('a cookie function that the lab does not have', () => {
  it.each([
    ['configure', 'cookieFunction', 'steps[0].configure.cookieFunction'],
    ['configure', 'cookie', 'steps[0].configure.cookieFunction'],
    ['restart', 'cookieFunction', 'steps[0].restart.options.cookieFunction'],
    ['restart', 'cookie', 'steps[0].restart.options.cookieFunction'],
  ])('is put in by no %s that names it as %s', async (kind, key, at) => {
    const patch = { [key]: source };
    const step = kind === 'configure' ? { configure: patch } : { restart: { options: patch } };
    const scenario = scenarioOf({ cookieFunction: null }, [step]);
    expect(await problemsOf(runScenario(scenario, { createPlayground }))).toMatchObject(refusedAt(at));
  });

  it('is put in by no step of a comparison', async () => {
    const races = createRaces();
    onTestFinished(() => races.close());
    const scenario = scenarioOf({}, [{ configure: { cookieFunction: source } }]);
    const dimensions = [{ key: 'resave', values: ['true'] }];
    const compared = compare({ scenario, dimensions }, { createPlayground, races });
    expect(await problemsOf(compared)).toMatchObject(refusedAt('steps[0].configure.cookieFunction'));
  });
});

it('a step may name the function that is there, with another option', async () => {
  const scenario = scenarioOf({ cookie: source }, [{ configure: { cookieFunction: source, rolling: true } }]);
  expect(await runScenario(scenario, { createPlayground })).toMatchObject({ requests: 1 });
});

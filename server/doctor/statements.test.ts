import { afterAll, describe, expect, it } from 'vitest';
import { type ScenarioInput, scenarioFormat, scenarioSchema } from '../contract/scenario/scenario.ts';
import { createLabPool } from '../lab/lab-pool.ts';
import { runnerOf } from '../scenarios/lessons/run-lesson.test-helper.ts';
import { type Proof, provenSubject } from './proofs/proof.test-helper.ts';
import { crossSiteStatements } from './statements/cross-site-statements.test-helper.ts';
import { provenStatements } from './statements/option-proofs.test-helper.ts';
import { savingStatements } from './statements/saving-statements.test-helper.ts';
import { type Statement, toldBy } from './statements/statement.test-helper.ts';
import { timeStatements } from './statements/time-statements.test-helper.ts';

const labs = createLabPool();
const ran = runnerOf(labs);
afterAll(labs.close);

const statements = [...timeStatements, ...crossSiteStatements, ...savingStatements, ...provenStatements];

/** Whether it is seen in a run of the real middleware; with what was seen. */
async function seenIn(run: Statement['holds'], sees: Statement['sees']): Promise<string> {
  const proof: Proof = { ...run, sound: sees };
  const { options } = provenSubject(proof);
  const steps = typeof run.steps === 'function' ? run.steps(options) : run.steps;
  const scenario: ScenarioInput = {
    format: scenarioFormat,
    title: 'Statement',
    lab: { ...run.lab, options: { ...options, ...run.options }, store: { kind: run.store ?? 'memory' } },
    browsers: ['alice', 'mallory'],
    steps: [...steps, { expect: sees }],
  };
  const { expectations } = await ran(scenarioSchema.parse(scenario));
  const [result] = expectations;
  return result?.holds ? 'seen' : `not seen: expected ${result?.expected}; seen ${result?.seen}`;
}

describe('what is told is so where it is said to be, and not on the other side:', () => {
  it.concurrent.each(statements)('$of $says', { timeout: 90_000 }, async ({ of, says, holds, not, sees }) => {
    expect(toldBy(of)).toContain(says);
    expect(await seenIn(holds, sees)).toBe('seen');
    expect(await seenIn(not, sees)).toMatch(/^not seen/);
  });
});

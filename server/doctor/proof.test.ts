import { afterAll, describe, expect, it } from 'vitest';
import { applyFix } from '../contract/doctor/doctor.ts';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import { type ScenarioInput, scenarioFormat, scenarioSchema } from '../contract/scenario/scenario.ts';
import { type StoreKind, storeOfKind } from '../contract/stores/store-kinds.ts';
import { createLabPool } from '../lab/lab-pool.ts';
import { runnerOf } from '../scenarios/lessons/run-lesson.test-helper.ts';
import { examine } from './examine.ts';
import type { JudgedOptions } from './judged-options.ts';
import { type Proof, provenSubject } from './proofs/proof.test-helper.ts';
import { proofs } from './proofs/proofs.test-helper.ts';
import { newSecret } from './proofs/secret-proofs.test-helper.ts';
import { judgedOf } from './read-options.ts';

const labs = createLabPool();
const ran = runnerOf(labs);
afterAll(labs.close);

/** Two labs start for each; on a machine that does other things too, that takes its time. */
const longRun = { timeout: 90_000 };

/** Whether the visitors of an app with these options get what they have a right to, by running it. */
async function isSound(proof: Proof, options: JudgedOptions, kind: StoreKind): Promise<string> {
  if ('isSound' in proof) {
    return (await proof.isSound({ ...provenSubject(proof), options }, kind)) ? 'sound' : 'not sound';
  }
  const { steps, sound } = proof;
  const scenario: ScenarioInput = {
    format: scenarioFormat,
    title: 'Proof',
    lab: { options, store: storeOfKind(kind) },
    browsers: ['alice', 'mallory'],
    steps: [
      ...(typeof steps === 'function' ? steps(options) : steps),
      { expect: typeof sound === 'function' ? sound(options) : sound },
    ],
  };
  const { expectations } = await ran(scenarioSchema.parse(scenario));
  const [result] = expectations;
  return result?.holds ? 'sound' : `not sound: ${result?.expected}; seen ${result?.seen}`;
}

describe('run for real, the hazard is there with the option set, and gone with the fix:', () => {
  it.concurrent.each(Object.entries(proofs))('%s', longRun, async (rule, proof) => {
    const { options, context, now } = provenSubject(proof);
    const kind = proof.store ?? 'memory';
    const finding = examine({ options, context, now }).find((one) => one.rule === rule);
    if (finding === undefined) throw new Error(`${rule} is not found in its own proof`);
    const fixed = applyFix(
      { ...defaultLabConfig(), options, store: storeOfKind(kind) },
      finding.fix,
      () => newSecret,
    );

    expect(await isSound(proof, options, kind)).toMatch(/^not sound/);
    expect(await isSound(proof, judgedOf(fixed.options).options, fixed.store.kind)).toBe('sound');
  });
});

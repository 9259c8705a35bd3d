import { afterAll, describe, expect, it } from 'vitest';
import { applyFix, type Finding } from '../contract/doctor/doctor.ts';
import type { Lesson } from '../contract/scenario/scenario.ts';
import { createLabPool } from '../lab/lab-pool.ts';
import { findLesson } from '../scenarios/lessons/course.ts';
import { runnerOf } from '../scenarios/lessons/run-lesson.test-helper.ts';
import { examine } from './examine.ts';
import { provenSubject } from './proofs/proof.test-helper.ts';
import { proofs } from './proofs/proofs.test-helper.ts';
import { newSecret } from './proofs/secret-proofs.test-helper.ts';
import { judgedOf } from './read-options.ts';
import { doctorRules } from './rules.ts';

const labs = createLabPool();
const ran = runnerOf(labs);
afterAll(labs.close);

const rules = Object.entries(proofs).map(([rule, proof]) => {
  const row = Object.entries(doctorRules).find(([id]) => id === rule)?.[1];
  const lesson = findLesson(row?.lesson ?? '');
  const { context, now } = provenSubject(proof);
  return {
    rule,
    lesson,
    finding: lesson && findingIn(lesson, rule, { ...context, store: lesson.lab.store.kind }, now),
  };
});

/** What the doctor finds in a lesson's own lab. */
function findingIn(
  { lab }: Lesson,
  rule: string,
  context: Parameters<typeof examine>[0]['context'],
  now: number,
): Finding | undefined {
  return examine({ ...judgedOf(lab.options), context, now }).find((finding) => finding.rule === rule);
}

/** Rules whose lesson tells the matter from another side; that the fix mends them is seen in their proof alone. */
const toldFromAnotherSide: Readonly<Record<string, string>> = {
  'genid-no-text': 'the lesson shows what IDs are for; a promise is none at all',
  'genid-throws': 'the lesson shows what IDs are for; here there are none',
  'secret-short': 'guessed like the secret of the lesson, only later',
  'rolling-without-expiry': 'the lesson shows what rolling renews where there is something to renew',
  'memory-store-production':
    'the lab’s SQLite, in memory, frees as little, and is gone with its process as well',
  'secure-missing': 'the lesson shows the same cookie over https and over http',
  'auto-behind-proxy': 'the lesson shows what auto makes of both connections',
  'trust-proxy-refused': 'no lab starts with it; the lesson shows what it is to trust nobody',
  'trust-proxy-number-as-text': 'the lesson trusts nobody for want of the option',
  'trust-everybody': 'the lesson begins with the option that does the same',
  'same-site-not-set': 'the lesson shows what the fix does',
  'http-only-off': 'the lesson begins with the sound option, and turns it off',
  'cookie-unwritable': 'no lab takes what cannot be written; the lesson shows a domain that browsers refuse',
  'domain-wide': 'the lesson shows what a cookie is worth to another host',
  'own-cookie-function': 'the lesson shows a function that is whole, and what it comes to',
  'path-none': 'the lesson shows what a path does; with none, the browser takes the URL’s folder for one',
  'max-age-long': 'the lesson shows how long a stolen cookie is good',
  'max-age-and-expires': 'the lesson says so in its text',
  'expires-fixed': 'the lesson stands after the moment that this one waits for',
};
const shown = rules.flatMap(({ rule, lesson, finding }) =>
  lesson === undefined || finding === undefined || Object.hasOwn(toldFromAnotherSide, rule)
    ? []
    : [{ rule, lesson, finding }],
);

describe('the lesson of a rule', () => {
  it.each(rules)('is there: $rule', ({ lesson }) => {
    expect(lesson).toBeDefined();
  });

  it('has the hazard in its lab, but for those that tell it from another side', () => {
    const without = rules.filter(({ finding }) => finding === undefined).map(({ rule }) => rule);
    const others = Object.keys(toldFromAnotherSide).filter((rule) => rule !== 'memory-store-production');
    expect(without.toSorted()).toEqual(others.toSorted());
  });

  it.concurrent.each(shown)(
    'holds with the hazard, and no more with the fix: $rule',
    { timeout: 90_000 },
    async ({ lesson, finding }) => {
      const lab = applyFix(lesson.lab, finding.fix, () => newSecret);
      const { holds } = await ran({ ...lesson, lab });
      expect(holds).toBe(false);
    },
  );
});

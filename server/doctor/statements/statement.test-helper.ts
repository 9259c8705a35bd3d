import type { LabConfig } from '../../contract/options/lab-config.ts';
import { type LabSettingKey, labSettingCatalogue } from '../../contract/options/lab-setting-rows.ts';
import { optionCatalogue } from '../../contract/options/options.ts';
import { findLesson } from '../../scenarios/lessons/course.ts';
import type { Proof, Sound } from '../proofs/proof.test-helper.ts';
import { doctorRules } from '../rules.ts';

export type Run = Pick<Proof, 'options' | 'store'> & { lab?: Partial<Pick<LabConfig, LabSettingKey>> } & Pick<
    Extract<Proof, { steps: unknown }>,
    'steps'
  >;

/** For tests: a sentence that people are told, with a run where it holds, and one on its other side where it does not. */
export type Statement = {
  of: { rule: string } | { option: string } | { lesson: string };
  /** Word for word as it is told. */
  says: string;
  holds: Run;
  not: Run;
  /** What is seen in the one, and not in the other. */
  sees: Sound;
};

/** All that is told by a rule, an option or a lesson. */
export function toldBy(of: Statement['of']): string {
  if ('lesson' in of) {
    const lesson = findLesson(of.lesson);
    return [lesson?.title, lesson?.claim, lesson?.text].flat().join(' ');
  }
  if ('option' in of) {
    const row = [...optionCatalogue, ...labSettingCatalogue].find(({ path }) => path === of.option)?.row;
    return [row?.sentence, row?.changes].join(' ');
  }
  const rule = Object.entries(doctorRules).find(([id]) => id === of.rule)?.[1];
  return [rule?.title, rule?.why, rule?.fix.words].join(' ');
}

import { describe, expect, it } from 'vitest';
import { labSettingCatalogue } from '../contract/options/lab-setting-rows.ts';
import { optionCatalogue } from '../contract/options/options.ts';
import { findLesson } from '../scenarios/lessons/course.ts';
import { proofs as doctorProofs } from './proofs/proofs.test-helper.ts';
import { optionProofs } from './statements/option-proofs.test-helper.ts';
import { savingStatements } from './statements/saving-statements.test-helper.ts';
import { toldBy } from './statements/statement.test-helper.ts';
import { timeStatements } from './statements/time-statements.test-helper.ts';

const statements = [...timeStatements, ...savingStatements];

describe('every sentence of an option is shown in a run, or by a lesson or rule that is:', () => {
  const catalogue = [...optionCatalogue, ...labSettingCatalogue];

  it.each(catalogue.map(({ path }) => path))('%s', (path) => {
    const told = toldBy({ option: path });
    const proofs: Array<{ says: string }> = [
      ...statements.filter(({ of }) => 'option' in of && of.option === path),
      ...(Object.entries(optionProofs).find(([key]) => key === path)?.[1] ?? []),
    ];
    for (const { says } of proofs) expect(told).toContain(says);
    const unproven = told
      .split(/(?<=\.) /)
      .filter((sentence) => !proofs.some(({ says }) => sentence.includes(says) || says.includes(sentence)));
    expect(unproven).toEqual([]);
  });

  it('and there are such lessons and rules', () => {
    for (const proof of Object.values(optionProofs).flat()) {
      if ('lesson' in proof) expect(findLesson(proof.lesson)?.id).toBe(proof.lesson);
      if ('rule' in proof) expect(Object.keys(doctorProofs)).toContain(proof.rule);
    }
  });
});

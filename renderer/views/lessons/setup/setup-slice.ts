import type { StateCreator } from 'zustand';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';
import { type CatalogueEntry, findOptions } from '../../../parts/options/find-options.ts';
import { isChanged, optionValue, withOption } from '../../../parts/options/option-value.ts';

/** The reader's own options for a lesson, by the entry's id; a lesson that is not in it runs with its own. */
export type SetupSlice = {
  labs: Readonly<Record<string, LabConfig>>;
  /** By path: the words for a value that was not taken. */
  refusals: Readonly<Record<string, string>>;
  /** Null: the lesson's own again. */
  setLab: (id: string, lab: LabConfig | null) => void;
  /** Null: the value is all right. */
  refuse: (path: string, words: string | null) => void;
};

export const createSetupSlice: StateCreator<SetupSlice> = (set) => ({
  labs: {},
  refusals: {},
  setLab: (id, lab) =>
    set(({ labs: { [id]: _, ...others } }) => ({
      labs: lab === null ? others : { ...others, [id]: lab },
      refusals: {},
    })),
  refuse: (path, words) =>
    set(({ refusals: { [path]: _, ...others } }) => ({
      refusals: words === null ? others : { ...others, [path]: words },
    })),
});

/**
 * The options that a lesson is about: those that it sets, those that solve its task, and those that its claim and text
 * name as code. Secret comes only where it is named, since every lab has one.
 */
export function optionsThatMatter({ lab, claim = '', text = [], task }: Scenario): CatalogueEntry[] {
  const said = [claim, ...text, task?.text ?? ''].join(' ');
  const solution = task?.solution ?? {};
  return findOptions('').filter(
    ({ path }) =>
      (path !== 'secret' && isChanged(lab, path)) || isNamed(said, path) || isIn(solution, path.split('.')),
  );
}

/** Whether nothing is set otherwise than the lesson has it but what the lesson is about. */
export function isOnlyWhatMatters(scenario: Scenario, lab: LabConfig): boolean {
  const reverted = optionsThatMatter(scenario).reduce(
    (config, { path }) => withOption(config, path, optionValue(scenario.lab, path)),
    lab,
  );
  return isSameLab(reverted, scenario.lab);
}

/** Whether the text has `resave`, `resave: true` or `cookie.maxAge`. */
function isNamed(text: string, path: string): boolean {
  const codes = [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return codes.some((code) => code === path || code.startsWith(`${path}:`) || code === lastOf(path));
}

const lastOf = (path: string): string | null =>
  path.startsWith('cookie.') ? path.slice('cookie.'.length) : null;

function isIn(of: unknown, [key = '', ...rest]: readonly string[]): boolean {
  if (typeof of !== 'object' || of === null || !Object.hasOwn(of, key)) return false;
  return rest.length === 0 || isIn(Object.entries(of).find(([name]) => name === key)?.[1], rest);
}

export const isSameLab = (a: LabConfig, b: LabConfig): boolean => JSON.stringify(a) === JSON.stringify(b);

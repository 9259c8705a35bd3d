import { defaultLabConfig, type LabConfig } from '../../../server/contract/options/lab-config.ts';
import { labSettingRows } from '../../../server/contract/options/lab-setting-rows.ts';
import type { OptionChoice } from '../../../server/contract/options/option-row.ts';
import { firstProblem, type PageRefused, refuseOnPage } from '../../page-problems.ts';
import { parseMilliseconds } from '../../ui/duration.ts';
import type { CatalogueEntry } from './find-options.ts';

/** A place in the catalogues: `resave`, `cookie.maxAge`, `oneAtATime`. */
export type OptionPath = string;

const cookiePrefix = 'cookie.';
const isAround = (path: OptionPath): boolean => Object.hasOwn(labSettingRows, path);

const member = (of: object, key: string): unknown => Object.entries(of).find(([name]) => name === key)?.[1];

/** The value of an option by its path in the catalogues. */
export function optionValue(config: LabConfig, path: OptionPath): unknown {
  if (isAround(path)) return member(config, path);
  return path.startsWith(cookiePrefix)
    ? member(config.options.cookie, path.slice(cookiePrefix.length))
    : member(config.options, path);
}

/** The configuration with one option set; the value must have passed that option's schema. */
export function withOption(config: LabConfig, path: OptionPath, value: unknown): LabConfig {
  if (isAround(path)) return { ...config, [path]: value };
  const { options } = config;
  const changed = path.startsWith(cookiePrefix)
    ? { ...options, cookie: { ...options.cookie, [path.slice(cookiePrefix.length)]: value } }
    : { ...options, [path]: value, ...(isUsed(path, value) && { cookieForm: 'function' as const }) };
  return { ...config, options: changed };
}

/** A cookie function that is given is to be used, as in a file. */
const isUsed = (path: OptionPath, value: unknown): boolean => path === 'cookieFunction' && value !== null;

const defaults = defaultLabConfig();

export const defaultValue = (path: OptionPath): unknown => optionValue(defaults, path);

/** Whether an option differs from what the lab starts with. */
export const isChanged = (config: LabConfig, path: OptionPath): boolean =>
  JSON.stringify(optionValue(config, path)) !== JSON.stringify(defaultValue(path));

export type CheckedOption = { ok: true; value: unknown } | PageRefused;

/** Whether an option can have that value, and why not. */
export function checkOption({ row }: Pick<CatalogueEntry, 'row'>, value: unknown): CheckedOption {
  const parsed = row.schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  if (row.control.type === 'duration' && typeof value === 'string')
    return refuseOnPage('no-duration', '', {});
  return { ok: false, problem: firstProblem(parsed.error, row.schema, value) };
}

/** One option as a control edits it: its value, whether it is another than the default, and why the last value was refused. */
export type EditedOption = {
  value: unknown;
  isChanged: boolean;
  refusal: string | null;
  set: (value: unknown) => void;
  revert: () => void;
};

/** A value in a line of text; `''` is the empty text, nothing is left out. */
export const shownText = (value: unknown): string =>
  value === null || value === undefined ? '' : value === '' ? emptyText : String(value);

const emptyText = "''";

/** What is typed into a line for text, a span or a date; the option's schema says whether it can be that. */
export function typedValue({ control, nullable }: CatalogueEntry['row'], typed: string): unknown {
  const text = typed.trim();
  if (text === emptyText) return '';
  if (control.type === 'text') return typed === '' && nullable ? null : typed;
  if (text === '') return null;
  if (text === 'false') return false;
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return Number(text);
  return control.type === 'duration' ? (parseMilliseconds(text) ?? text) : text;
}

/** The choices of a list, with the value that is there where it is none of them, as it is written in code. */
export const choicesWith = (
  choices: readonly OptionChoice[],
  value: unknown,
): Array<{ value: string; label: string }> => {
  const known = choices.map((choice) => ({ value: JSON.stringify(choice.value), label: choice.label }));
  const there = JSON.stringify(value) ?? 'null';
  if (known.some((choice) => choice.value === there)) return known;
  return [...known, { value: there, label: typeof value === 'string' ? `'${value}'` : there }];
};

/** `trust proxy` as it is typed: true, false, a number of hops, or addresses. */
export function parseTrustProxy(text: string): boolean | number | string {
  const word = text.trim();
  if (word === 'true') return true;
  if (word === 'false' || word === '') return false;
  return /^\d+$/.test(word) ? Number(word) : word;
}

import {
  type CompareSpec,
  type Dimension,
  mostCells,
  mostDimensions,
} from '../../../../server/contract/compare/compare.ts';
import { splitValues } from '../../../../server/contract/compare/dimension-text.ts';
import { labSettingCatalogue } from '../../../../server/contract/options/lab-setting-rows.ts';
import type { OptionControl } from '../../../../server/contract/options/option-row.ts';
import { optionCatalogue } from '../../../../server/contract/options/options.ts';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';
import { storeKinds } from '../../../../server/contract/stores/store-kinds.ts';
import { type PageRefused, refuseOnPage } from '../../../page-problems.ts';
import { parseMilliseconds } from '../../../ui/duration.ts';

/** A dimension as it is typed. `id` tells rows apart that are moved about. */
export type DimensionDraft = { readonly id: number; readonly key: string; readonly text: string };

export type ReadSpec =
  | { ok: true; spec: CompareSpec }
  /** `id`: whose values are wrong; null where it is about all of them. */
  | ({ id: number | null } & PageRefused);

/** The values that are written there, without gaps. */
export const valuesOf = ({ text }: Pick<DimensionDraft, 'text'>): string[] =>
  splitValues(text).filter((value) => value !== '');

/** Those dimensions that have values, as they are on screen so far. */
export const dimensionsOf = (drafts: readonly DimensionDraft[]): Dimension[] =>
  drafts.flatMap((draft) => {
    const values = valuesOf(draft).map((value) => asOption(draft.key, value));
    return values.length === 0 ? [] : [{ key: draft.key, values }];
  });

/** What is asked, or what keeps it from being asked. The values themselves are checked by the engine. */
export function readSpec(scenario: Scenario, drafts: readonly DimensionDraft[]): ReadSpec {
  if (drafts.length === 0) return { id: null, ...refuseOnPage('nothing-varied', 'dimensions', {}) };
  for (const [place, { id, ...draft }] of drafts.entries()) {
    const at = `dimensions[${place}].values`;
    const values = valuesOf(draft);
    if (values.length === 0) return { id, ...refuseOnPage('no-values', at, {}) };
    const twice = values.find((value, index) => values.indexOf(value) < index);
    if (twice !== undefined) return { id, ...refuseOnPage('value-twice', at, { value: twice }) };
  }
  const dimensions = dimensionsOf(drafts);
  const count = cellCount(dimensions);
  if (count > mostCells)
    return {
      id: null,
      ...refuseOnPage('too-many-combinations', 'dimensions', { count, most: mostCells }),
    };
  return { ok: true, spec: { scenario, dimensions } };
}

/** A span is typed as in the option's own field, and asked for in ms. */
function asOption(key: string, value: string): string {
  const isSpan = catalogue.some(({ path, row }) => path === key && row.control.type === 'duration');
  const ms = isSpan ? parseMilliseconds(value) : null;
  return ms === null ? value : String(ms);
}

export const cellCount = (dimensions: readonly Dimension[]): number =>
  dimensions.reduce((product, { values }) => product * values.length, 1);

/** What is not varied so far. */
export const unusedKeys = (drafts: readonly DimensionDraft[]): string[] =>
  allVaried.map(({ key }) => key).filter((key) => drafts.every((draft) => draft.key !== key));

export const canAdd = (drafts: readonly DimensionDraft[]): boolean => drafts.length < mostDimensions;

/** With a value taken in, or taken out where it is there; in the order of all that it can be. */
export function withToggled(draft: DimensionDraft, value: string): DimensionDraft {
  const values = valuesOf(draft);
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  const known = variedOf(draft.key)?.values ?? [];
  const ordered = next.toSorted((a, b) => placeIn(known, a) - placeIn(known, b));
  return { ...draft, text: ordered.join(', ') };
}

const placeIn = (known: readonly string[], value: string): number => {
  const place = known.indexOf(value);
  return place < 0 ? known.length : place;
};

/** What can be varied. `values`: all that it can be, where they can be told; `first`: what it begins with. */
export type Varied = { key: string; sentence: string; values: readonly string[] | null; first: string };

const catalogue = [...optionCatalogue, ...labSettingCatalogue];
const kinds = Object.keys(storeKinds);

const listed = (values: readonly string[]) => ({ values, first: values.slice(0, 2).join(', ') });

const ofControl = (control: OptionControl): Pick<Varied, 'values' | 'first'> => {
  switch (control.type) {
    case 'switch':
      return listed(['true', 'false']);
    case 'choice':
      return listed(control.choices.map(({ value }) => String(value)));
    case 'duration':
      return { values: null, first: '60000, 3600000' };
    case 'secrets':
      return { values: null, first: '["keyboard cat"], ["a new secret", "keyboard cat"]' };
    case 'trust-proxy':
      return { values: null, first: 'false, true' };
    case 'text':
    case 'date':
    case 'code':
      return { values: null, first: '' };
  }
};

const store: Varied = { key: 'store', sentence: 'Where sessions are kept.', ...listed(kinds) };
const leading = ['resave', 'store', 'saveUninitialized', 'rolling'];
const placeOf = ({ key }: Varied): number => (leading.includes(key) ? leading.indexOf(key) : leading.length);

/** Everything that can be varied, those that decide most first. */
export const allVaried: readonly Varied[] = [
  store,
  ...catalogue.map(({ path, row }) => ({ key: path, sentence: row.sentence, ...ofControl(row.control) })),
].toSorted((a, b) => placeOf(a) - placeOf(b));

export const variedOf = (key: string): Varied | undefined => allVaried.find((one) => one.key === key);

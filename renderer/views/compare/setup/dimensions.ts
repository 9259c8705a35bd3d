import {
  type CompareSpec,
  type Dimension,
  mostCells,
  mostDimensions,
} from '../../../../server/contract/compare/compare.ts';
import { splitValues } from '../../../../server/contract/compare/dimension-text.ts';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';
import { allVaried, variedOf } from './choices.ts';

/** A dimension as it is typed. `id` tells rows apart that are moved about. */
export type DimensionDraft = { readonly id: number; readonly key: string; readonly text: string };

export type ReadSpec =
  | { ok: true; spec: CompareSpec }
  /** `id`: whose values are wrong; null where it is about all of them. */
  | { ok: false; id: number | null; message: string };

/** The values that are written there, without gaps. */
export const valuesOf = ({ text }: Pick<DimensionDraft, 'text'>): string[] =>
  splitValues(text).filter((value) => value !== '');

/** Those dimensions that have values, as they are on screen so far. */
export const dimensionsOf = (drafts: readonly DimensionDraft[]): Dimension[] =>
  drafts.flatMap((draft) => {
    const values = valuesOf(draft);
    return values.length === 0 ? [] : [{ key: draft.key, values }];
  });

/** What is asked, or what keeps it from being asked. The values themselves are checked by the engine. */
export function readSpec(scenario: Scenario, drafts: readonly DimensionDraft[]): ReadSpec {
  if (drafts.length === 0) return { ok: false, id: null, message: 'Add an option to compare.' };
  for (const draft of drafts) {
    const values = valuesOf(draft);
    if (values.length === 0)
      return { ok: false, id: draft.id, message: 'Write its values, with commas between.' };
    const twice = values.find((value, place) => values.indexOf(value) < place);
    if (twice !== undefined) return { ok: false, id: draft.id, message: `${twice} is there twice.` };
  }
  const dimensions = dimensionsOf(drafts);
  const count = cellCount(dimensions);
  if (count > mostCells)
    return {
      ok: false,
      id: null,
      message: `${count} combinations are more than the ${mostCells} that can be compared at once.`,
    };
  return { ok: true, spec: { scenario, dimensions } };
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

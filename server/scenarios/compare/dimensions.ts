import { type Dimension, mostCells, mostDimensions } from '../../contract/compare/compare.ts';
import { type Refused, type Result, refuse } from '../../contract/errors.ts';
import type { OptionChanges } from '../../contract/found-app.ts';
import type { LabConfig } from '../../contract/options/lab-config.ts';
import { shownStore } from '../../contract/stores/store-text.ts';
import { applySetting, optionChange, storeNamed } from '../read/set.ts';

/** `changes`: what is put over the options of an app of somebody's own, whose lab stays as it is. */
export type Variant = { values: string[]; lab: LabConfig; changes: OptionChanges };

/** The lab of each cell, the last dimension changing fastest; or what is wrong with a dimension. */
export function variantsOf(
  lab: LabConfig,
  dimensions: readonly Dimension[],
  isOfApp = false,
): Result<{ variants: Variant[] }> {
  const refusal = refusalOf(dimensions);
  if (refusal !== null) return refusal;
  let variants: Variant[] = [{ values: [], lab, changes: {} }];
  for (const [place, { key, values }] of dimensions.entries()) {
    const grown: Variant[] = [];
    for (const variant of variants) {
      for (const [index, value] of values.entries()) {
        const made = isOfApp ? withChange(variant, key, value) : withValue(variant, key, value);
        if (!made.ok) {
          const within = (at: string) => `dimensions[${place}].${at === '' ? 'key' : `values[${index}]`}`;
          return { ok: false, problems: made.problems.map((one) => ({ ...one, at: within(one.at) })) };
        }
        grown.push({ ...made.variant, values: [...variant.values, shownValue(key, value)] });
      }
    }
    variants = grown;
  }
  return { ok: true, variants };
}

function refusalOf(dimensions: readonly Dimension[]): Refused | null {
  if (dimensions.length === 0 || dimensions.length > mostDimensions) {
    return refuse('dimension-count', 'dimensions', { most: mostDimensions, found: dimensions.length });
  }
  const twice = dimensions.find(
    ({ key }, place) => dimensions.findIndex((other) => other.key === key) < place,
  );
  if (twice) return refuse('dimension-twice', 'dimensions', { key: twice.key });
  const cells = dimensions.reduce((product, { values }) => product * values.length, 1);
  if (cells > mostCells) return refuse('too-many-cells', 'dimensions', { most: mostCells, found: cells });
  return null;
}

/** A value as it stands above its cells: the address of a store without its password. */
export const shownValue = (key: string, value: string): string =>
  key === 'store' ? shownStore(value) : value;

/** One value changed in the lab; what is wrong with a value is at its key. */
function withValue(variant: Variant, key: string, value: string): Result<{ variant: Variant }> {
  const { lab } = variant;
  if (key === 'store') {
    const named = storeNamed(value, key);
    return named.ok ? { ok: true, variant: { ...variant, lab: { ...lab, store: named.store } } } : named;
  }
  const applied = applySetting(lab, `${key}=${value}`);
  return applied.ok ? { ok: true, variant: { ...variant, lab: applied.config } } : applied;
}

function withChange(variant: Variant, key: string, value: string): Result<{ variant: Variant }> {
  if (key === 'store') return refuse('not-changed-from-outside', '', { key: 'the store' });
  const made = optionChange(`${key}=${value}`);
  if (!made.ok) return made;
  return { ok: true, variant: { ...variant, changes: { ...variant.changes, ...made.change } } };
}

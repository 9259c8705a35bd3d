import { type Dimension, mostCells, mostDimensions } from '../../contract/compare/compare.ts';
import { suggestion } from '../../contract/input/nearest.ts';
import type { InputProblem } from '../../contract/input/problems.ts';
import type { LabConfig } from '../../contract/options/lab-config.ts';
import { storeConfigSchema, storeKinds } from '../../contract/stores/store-kinds.ts';
import { applySettings } from '../set.ts';

export type Variant = { values: string[]; lab: LabConfig };
type Variants = { ok: true; variants: Variant[] } | { ok: false; problem: InputProblem };

/** The lab of each cell, the last dimension changing fastest; or what is wrong with a dimension. */
export function variantsOf(lab: LabConfig, dimensions: readonly Dimension[]): Variants {
  const problem = problemOf(dimensions);
  if (problem !== null) return { ok: false, problem };
  let variants: Variant[] = [{ values: [], lab }];
  for (const [place, { key, values }] of dimensions.entries()) {
    const grown: Variant[] = [];
    for (const variant of variants) {
      for (const value of values) {
        const made = withValue(variant.lab, key, value);
        if (typeof made === 'string')
          return { ok: false, problem: { at: `dimensions[${place}]`, message: made } };
        grown.push({ values: [...variant.values, value], lab: made });
      }
    }
    variants = grown;
  }
  return { ok: true, variants };
}

function problemOf(dimensions: readonly Dimension[]): InputProblem | null {
  if (dimensions.length === 0 || dimensions.length > mostDimensions) {
    const message = `expected 1 to ${mostDimensions} options to compare, found ${dimensions.length}`;
    return { at: 'dimensions', message };
  }
  const twice = dimensions.find(
    ({ key }, place) => dimensions.findIndex((other) => other.key === key) < place,
  );
  if (twice)
    return { at: 'dimensions', message: `"${twice.key}" is there twice: give all its values in one` };
  const cells = dimensions.reduce((product, { values }) => product * values.length, 1);
  if (cells > mostCells)
    return { at: 'dimensions', message: `expected at most ${mostCells} combinations, found ${cells}` };
  return null;
}

/** The lab with one value changed, or what is wrong with it. */
function withValue(lab: LabConfig, key: string, value: string): LabConfig | string {
  if (key === 'store') {
    const store = storeConfigSchema.safeParse({ kind: value });
    const kinds = Object.keys(storeKinds);
    if (store.success) return { ...lab, store: store.data };
    return `store ${value}: expected one of ${kinds.join(', ')}${suggestion(value, kinds)}`;
  }
  const applied = applySettings(lab, [`${key}=${value}`]);
  return applied.ok ? applied.config : applied.message;
}

import {
  type BareComparison,
  type CompareSpec,
  type Comparison,
  withoutLogs,
} from '../../contract/compare/compare.ts';
import { type CompareSettings, compare } from './compare.ts';

type Listening = Pick<CompareSettings, 'signal' | 'onProgress'>;

export type Comparer = {
  compare(spec: CompareSpec, listening?: Listening): Promise<Comparison>;
  /** What came of that comparison when it was made last; where that is not remembered, it is made. */
  comparisonOf(spec: CompareSpec, listening?: Listening): Promise<BareComparison>;
};

/** Compares, and remembers what came of it, so that what is on screen can be exported without another run. */
export function createComparer(
  tools: Omit<CompareSettings, keyof Listening>,
  most = 8,
  run: typeof compare = compare,
): Comparer {
  const known = new Map<string, BareComparison>();
  const compareAnew: Comparer['compare'] = async (spec, listening = {}) => {
    const comparison = await run(spec, { ...tools, ...listening });
    const key = JSON.stringify(spec);
    known.delete(key);
    known.set(key, withoutLogs(comparison));
    for (const oldest of [...known.keys()].slice(0, -most)) known.delete(oldest);
    return comparison;
  };
  return {
    compare: compareAnew,
    comparisonOf: async (spec, listening) =>
      known.get(JSON.stringify(spec)) ?? withoutLogs(await compareAnew(spec, listening)),
  };
}

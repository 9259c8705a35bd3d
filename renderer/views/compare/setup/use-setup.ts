import { useMemo } from 'react';
import { useCompare } from '../compare-store.ts';
import { type ReadSpec, readSpec } from './dimensions.ts';

/** What is asked now, and whether the answer on screen is to that. */
export function useReadSpec(): { read: ReadSpec; isAnswered: boolean } {
  const scenario = useCompare((state) => state.scenario);
  const dimensions = useCompare((state) => state.dimensions);
  const answered = useCompare((state) => state.answer?.spec ?? null);
  return useMemo(() => {
    const read = readSpec(scenario, dimensions);
    return { read, isAnswered: read.ok && JSON.stringify(read.spec) === JSON.stringify(answered) };
  }, [scenario, dimensions, answered]);
}

/** What is wrong with that dimension: what is seen here, or what the engine said to it. */
export function useProblemOf(id: number): string | null {
  const { read } = useReadSpec();
  const failure = useCompare((state) => state.failure);
  const place = useCompare((state) => state.dimensions.findIndex((draft) => draft.id === id));
  if (!read.ok) return read.id === id ? read.message : null;
  const [, at, value] = /^dimensions\[(\d+)\](?:\.values\[(\d+)\])?/.exec(failure?.at ?? '') ?? [];
  if (failure === null || at === undefined || Number(at) !== place) return null;
  if (JSON.stringify(failure.spec) !== JSON.stringify(read.spec)) return null;
  const given = value === undefined ? undefined : read.spec.dimensions[place]?.values[Number(value)];
  return given === undefined ? failure.message : `${given}: ${failure.message}`;
}

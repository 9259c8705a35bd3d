import { useMemo } from 'react';
import type {
  CompareProgress,
  CompareSpec,
  Comparison,
} from '../../../../server/contract/compare/compare.ts';
import type { Api } from '../../../services/connection/api.ts';
import { useApi } from '../../../services/connection/api-context.ts';
import { explainError } from '../../../services/connection/explain-error.ts';
import { withConsent } from '../../../services/files/consent.ts';
import { firstToOpen } from '../cells/cells-slice.ts';
import { useCompare } from '../compare-store.ts';
import { readSpec } from '../setup/dimensions.ts';

/** Compares what is on screen. */
export function useRun(): () => void {
  const api = useApi();
  return useMemo(
    () => () => {
      const { scenario, dimensions } = useCompare.getState();
      const read = readSpec(scenario, dimensions);
      if (read.ok) void run(api, read.spec);
    },
    [api],
  );
}

async function run(api: Api, spec: CompareSpec): Promise<void> {
  const { begin, setProgress, take, fail, openAll } = useCompare.getState();
  const stop = new AbortController();
  begin(spec, stop);
  try {
    const onProgress = (progress: CompareProgress) => setProgress(spec, progress);
    const comparison = await withConsent(api, () => compared(api, spec, stop.signal, onProgress));
    if (stop.signal.aborted) return;
    take({ spec, comparison });
    // What was open is of another log.
    openAll([]);
    openAll(firstToOpen(comparison));
  } catch (error) {
    if (stop.signal.aborted) return;
    const { at, message } = explainError(error);
    fail(spec, at, message);
  }
}

async function compared(
  { compare }: Api,
  spec: CompareSpec,
  signal: AbortSignal,
  onProgress: (progress: CompareProgress) => void,
): Promise<Comparison> {
  const news = await compare.run.mutate(spec, { signal });
  for await (const one of news) {
    if (one.type === 'result') return one.comparison;
    onProgress(one.progress);
  }
  throw new Error('The app ended the comparison without a result.');
}

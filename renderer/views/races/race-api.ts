import { useMemo } from 'react';
import { unpackResult } from '../../../server/contract/races/packed-race.ts';
import type {
  RaceLook,
  RaceProgress,
  RaceResult,
  RaceSpecInput,
  StepLabel,
} from '../../../server/contract/races/races.ts';
import type { Api } from '../../services/connection/api.ts';
import { useApi } from '../../services/connection/api-context.ts';
import { withConsent } from '../../services/files/consent.ts';

export type RaceApi = {
  /** Rejects when the engine refuses the race, or at the signal. */
  explore: (
    spec: RaceSpecInput,
    options: { signal?: AbortSignal; onProgress?: (progress: RaceProgress) => void },
  ) => Promise<RaceResult>;
  look: (spec: RaceSpecInput, schedule: readonly StepLabel[]) => Promise<RaceLook>;
  /** The texts of a report, and of a test that fails. */
  report: (spec: RaceSpecInput) => Promise<string>;
  /** `outcome`: the anomaly that it shows; null for the one with the shortest example. */
  test: (spec: RaceSpecInput, outcome: number | null) => Promise<string>;
};

/** The control plane's procedures about races. */
export function useRaceApi(): RaceApi {
  const api = useApi();
  return useMemo(() => raceApiOf(api), [api]);
}

function raceApiOf(api: Api): RaceApi {
  const { race } = api;
  const explored: RaceApi['explore'] = async (spec, { signal, onProgress }) => {
    const news = await race.explore.mutate({ spec }, signal && { signal });
    for await (const one of news) {
      if (one.type === 'result') return unpackResult(one.result);
      onProgress?.(one.progress);
    }
    throw new Error('The app ended the exploration without a result.');
  };
  return {
    explore: (spec, options) => withConsent(api, () => explored(spec, options)),
    look: async (spec, schedule) => (await race.look.mutate({ spec, schedule: [...schedule] })).look,
    report: async (spec) => (await race.report.mutate({ spec })).text,
    test: async (spec, outcome) =>
      (await race.test.mutate({ spec, ...(outcome !== null && { outcome }) })).text,
  };
}

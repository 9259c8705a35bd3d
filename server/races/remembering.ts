import type { Result } from '../contract/errors.ts';
import type { RaceResult, RaceSpec } from '../contract/races/races.ts';
import type { ExploreSettings, Races } from './races.ts';

export type RememberedRaces = Races & {
  /** What came of that race when it was explored last; where that is not remembered, it is explored. */
  resultOf(
    spec: RaceSpec,
    settings?: Pick<ExploreSettings, 'max' | 'signal'>,
  ): Promise<Result<{ result: RaceResult }>>;
};

/**
 * A race lab that remembers its newest results, so that what is on screen can be exported without another run: the last
 * one, and of those before it so many, with so many outcomes together.
 */
export function remembering(races: Races, most = 8, mostOutcomes = 100_000): RememberedRaces {
  const results = new Map<string, RaceResult>();
  const forget = (): void => {
    const isMore = () => results.size > most || sizeOf(results) > mostOutcomes;
    for (const oldest of results.keys()) if (results.size > 1 && isMore()) results.delete(oldest);
  };
  const keyOf = (spec: RaceSpec, max: number | undefined): string => JSON.stringify([spec, max ?? null]);
  const explore: Races['explore'] = async (spec, settings = {}) => {
    const explored = await races.explore(spec, settings);
    if (explored.ok) {
      const key = keyOf(spec, settings.max);
      results.delete(key);
      results.set(key, explored.result);
      forget();
    }
    return explored;
  };
  return {
    ...races,
    explore,
    resultOf: async (spec, settings = {}) => {
      const result = results.get(keyOf(spec, settings.max));
      return result === undefined ? explore(spec, settings) : { ok: true, result };
    },
  };
}

const sizeOf = (results: ReadonlyMap<string, RaceResult>): number =>
  [...results.values()].reduce((sum, { outcomes }) => sum + outcomes.length, 0);

import type { RaceProgress, RaceResult, RaceSpec } from '../contract/races.ts';
import type { Outcome } from '../contract/state.ts';
import type { Races } from '../races/races.ts';

/** What a page hears while a race is explored: how far it is, and in the end what came of it. */
export type RaceNews =
  | { type: 'progress'; progress: RaceProgress }
  | { type: 'explored'; outcome: Outcome<{ result: RaceResult }> };

/** Explores a race. When the signal is aborted, or who listens stops, it is given up. Only the newest progress is told. */
export async function* raceNews(
  races: Races,
  { spec, max }: { spec: RaceSpec; max?: number | undefined },
  given: AbortSignal,
): AsyncGenerator<RaceNews> {
  const unheard = new AbortController();
  const signal = AbortSignal.any([given, unheard.signal]);
  let newest: RaceProgress | null = null;
  let isExplored = false;
  let wake = () => {};
  const onProgress = (progress: RaceProgress) => {
    newest = progress;
    wake();
  };
  const explored = races.explore(spec, { max, signal, onProgress }).finally(() => {
    isExplored = true;
    wake();
  });
  // Who stops listening hears of no failure either.
  explored.catch(() => {});
  try {
    while (!isExplored) {
      const progress: RaceProgress | null = newest;
      newest = null;
      if (progress !== null) yield { type: 'progress', progress };
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    yield { type: 'explored', outcome: await explored };
  } finally {
    unheard.abort();
  }
}

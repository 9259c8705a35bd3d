import type { UserAppFiles } from '../app/user/user-app.ts';
import type { Result } from '../contract/errors.ts';
import type { PartOf } from '../contract/races/race-parts.ts';
import type { RaceLook, RaceProgress, RaceResult, RaceSpec, StepLabel } from '../contract/races/races.ts';

/**
 * The race lab: runs races in a worker of its own, one after the other. Every method settles, also when the worker dies;
 * an aborted one rejects with its signal's reason.
 */
export type Races = {
  /** Runs a race in every order. */
  explore(spec: RaceSpec, settings?: ExploreSettings): Promise<Result<{ result: RaceResult }>>;
  /** Runs one schedule, or the beginning of one, and says what happened and what can still come of it. */
  look(
    spec: RaceSpec,
    schedule: readonly StepLabel[],
    settings?: { signal?: AbortSignal | undefined },
  ): Promise<Result<{ look: RaceLook }>>;
  close(): Promise<void>;
};

export type ExploreSettings = {
  /** The app that is raced; that of the race lab unless another is given. */
  app?: UserAppFiles | null | undefined;
  /** States that are looked at at most; 5,000,000 by default. */
  max?: number | undefined;
  /** Only the schedules of one part. */
  part?: PartOf | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: RaceProgress) => void) | undefined;
};

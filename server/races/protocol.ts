import type { Result } from '../contract/errors.ts';
import type { RaceLook, RaceProgress, RaceResult, RaceSpec, StepLabel } from '../contract/races/races.ts';
import type { Crashes } from '../threads/thread.ts';

/** What a race worker can be asked. */
export type RaceCalls = {
  explore(spec: RaceSpec, max: number | undefined): Promise<Result<{ result: RaceResult }>>;
  look(spec: RaceSpec, schedule: readonly StepLabel[]): Promise<Result<{ look: RaceLook }>>;
};

/** `progress` is that of the race that is explored now: there is one at a time. */
export type RaceNotices = Crashes & { progress: RaceProgress };

import type { UserAppFiles } from '../app/user/user-app.ts';
import type { Result } from '../contract/errors.ts';
import type { PartOf } from '../contract/races/race-parts.ts';
import type { RaceLook, RaceProgress, RaceResult, RaceSpec, StepLabel } from '../contract/races/races.ts';
import type { Crashes } from '../threads/thread.ts';

/** What a race worker can be asked. `app`: the app that is raced, null for the built-in one; the same in each call. */
export type RaceCalls = {
  explore(
    app: UserAppFiles | null,
    spec: RaceSpec,
    max: number | undefined,
    part: PartOf | undefined,
  ): Promise<Result<{ result: RaceResult }>>;
  look(
    app: UserAppFiles | null,
    spec: RaceSpec,
    schedule: readonly StepLabel[],
  ): Promise<Result<{ look: RaceLook }>>;
  /** Leaves the race that it was asked about last, and what that has put into a store elsewhere. */
  leave(): Promise<void>;
};

/** `progress` is that of the race that is explored now: there is one at a time. */
export type RaceNotices = Crashes & { progress: RaceProgress };

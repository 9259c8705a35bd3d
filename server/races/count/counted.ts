import type { Ending } from '../held/held-run.ts';
import type { Schedule } from '../held/schedule.ts';
import type { Trace } from '../outcomes/trace.ts';

/** What is known of one outcome of the schedules. */
export type CountedOutcome = {
  schedules: bigint;
  example: Schedule;
  /** What the example does, and leaves. */
  trace: Trace;
  ending: Ending;
  /**
   * Place in `example` of the first step after which no serial outcome could be reached; null when it is serial, or not
   * everything was looked at.
   */
  doomedAt: number | null;
};

/** What was counted. Outcomes go by their numbers in the table. */
export type Counted = {
  total: bigint;
  distinct: bigint;
  /** Whether nothing was left out. */
  isExact: boolean;
  states: number;
  outcomes: ReadonlyMap<number, CountedOutcome>;
  /**
   * The outcomes that the beginning of a schedule can still lead to, with the schedules that do; none where not
   * everything was looked at.
   */
  reach(beginning: Schedule): Promise<ReadonlyMap<number, bigint>>;
};

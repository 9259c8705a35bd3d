import type { Ending } from '../held/held-run.ts';
import type { Schedule, Trace } from '../held/schedule.ts';
import type { GraphSettings } from './graph.ts';

export type CountSettings = GraphSettings & {
  /** Requests that differ in nothing. */
  groups: readonly number[][];
  isSerial: (outcome: number) => boolean;
};

/** One schedule that ends in an outcome: what it does, and leaves. */
export type Example = {
  schedule: Schedule;
  trace: Trace;
  ending: Ending;
  /**
   * Place in the schedule of the first step after which no serial outcome could be reached; null when it is serial, or
   * not everything was looked at.
   */
  doomedAt: number | null;
};

/** What was counted. Outcomes go by their numbers in the table. */
export type Counted = {
  total: bigint;
  distinct: bigint;
  /** Whether nothing was left out. */
  isExact: boolean;
  /** Schedules that are not among them: they end as this lab's store, by the way in which it answers, cannot leave it. */
  outOfOrder?: bigint;
  states: number;
  /** Schedules by outcome. */
  outcomes: ReadonlyMap<number, bigint>;
  /** A shortest schedule that ends in an outcome. Made when it is asked for: all of them together would be large. */
  example(outcome: number): Promise<Example>;
  /**
   * The outcomes that the beginning of a schedule can still lead to, with the schedules that do; none where not
   * everything was looked at.
   */
  reach(beginning: Schedule): Promise<ReadonlyMap<number, bigint>>;
};

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
  /** Of a part, whose `doomedAt` is not before the division: the names of the states on its way up to there. */
  way?: string[];
};

/** How the parts of a race go apart. */
export type Division = {
  /** What it was divided by. */
  digest: string;
  /** The states up to there from which a serial outcome can be reached in this part, by their names. */
  hopeful: string[];
};

/** What was counted. Outcomes go by their numbers in the table. */
export type Counted = {
  total: bigint;
  distinct: bigint;
  /** In how many ways like requests can be exchanged. */
  alike: bigint;
  /** Whether nothing was left out. */
  isExact: boolean;
  /** Schedules that are not among them: they end as this lab's store, by the way in which it answers, cannot leave it. */
  outOfOrder?: bigint;
  states: number;
  /** Of a part that was counted whole. */
  division?: Division;
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

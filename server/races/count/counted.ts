import type { Schedule } from '../held/run-schedule.ts';
import type { OutcomeTable } from '../outcomes/outcome-table.ts';

/** What is known of one outcome of the schedules. */
export type CountedOutcome = {
  schedules: bigint;
  example: Schedule;
  /** Place in `example` of the first step after which no serial outcome could be reached; null when it is serial. */
  doomedAt: number | null;
};

/** What was counted. Outcomes go by their numbers in the table. */
export type Counted = {
  total: bigint;
  distinct: bigint;
  isExact: boolean;
  states: number;
  table: OutcomeTable;
  outcomes: ReadonlyMap<number, CountedOutcome>;
  /** The outcomes that the beginning of a schedule can still lead to, with the schedules that do. */
  reach(beginning: Schedule): ReadonlyMap<number, bigint>;
};

import type { RaceStepKind } from '../../contract/races/races.ts';

/** A schedule as the places of the requests that move. */
export type Schedule = readonly number[];

/** One step of a schedule that was run. */
export type TraceStep = {
  /** Place of the request. */
  place: number;
  kind: RaceStepKind;
  /** What it is called in a schedule: its kind, or the function whose call is held. */
  name: string;
  sid: string | null;
  /** What the store was given. */
  text: string | null;
  /** What the store held for that session before and after. */
  before: string | null;
  after: string | null;
};

export type Trace = readonly TraceStep[];

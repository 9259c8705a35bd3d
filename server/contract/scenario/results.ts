import type { FoundApp } from '../found-app.ts';
import type { LabConfig, Versions } from '../options/lab-config.ts';
import type { VerdictRule } from '../verdicts/verdict.ts';
import type { Expectation } from './scenario.ts';

/** How one expectation came out. `step` is its place in the file's steps, from 0; `event` the log event it was seen at. */
export type ExpectationResult = {
  step: number;
  expectation: Expectation;
  holds: boolean;
  expected: string;
  seen: string;
  event: number | null;
  /** Where it does not hold: what was decided in the requests that it is about, or how they ended. */
  causes?: Cause[];
};

/** A verdict of a request, or an error in it, with the seq of its event. `request`: its name in the file, or its number. */
export type Cause = { request: string; rule: VerdictRule | null; sentence: string; event: number | null };

/** What `run` answers. `holds`: requests were sent, something was expected of them, and every expectation holds. */
export type ScenarioResult = {
  title: string;
  claim: string | null;
  holds: boolean;
  expectations: ExpectationResult[];
  requests: number;
  /** Why the lab ended while it ran, once for each time; a fresh one went on. */
  stops?: string[];
  config: LabConfig;
  versions: Versions;
  /** Of an app of somebody’s own: what was found of it. Its options are those of `config`. */
  app?: FoundApp | undefined;
};

/** A run in the window's own lab: its log is the window's, with that `epoch`; the run's last event is `lastSeq`. */
export type LabRun = ScenarioResult & { epoch: number; lastSeq: number };

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Store } from 'express-session';
import type { FaultTarget } from '../../contract/faults/fault-rows.ts';
import type { Faults } from '../../contract/faults/faults.ts';

export type FaultContext<Target extends FaultTarget> = {
  /** What is wrong with the target now. */
  now(): Faults[Target];
  /** A failure that was counted has happened: this is left. */
  use(left: Faults[Target]): void;
  /** The stores in use. */
  stores(): Iterable<Store>;
};

/** What a target's faults do in a lab; see `LabFaults`. A request passes in the order of the targets. */
export type AppliedInLab = {
  changed?(): void;
  cover?(store: Store): void;
  remind?(store: Store): void;
  request?(req: IncomingMessage, res: ServerResponse, pass: () => void): void;
};

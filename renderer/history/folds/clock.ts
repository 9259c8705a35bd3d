import { type LabState, unknownLab } from '../../../server/log/world.ts';
import { itemAt } from '../log/by-seq.ts';
import type { EventLog } from '../log/event-log.ts';
import { eventAt } from './position.ts';

/** The lab as it was at `seq`: status, address, options, versions, handler, clock. */
export const labAt = (log: EventLog, seq: number): LabState => itemAt(log.lab, seq) ?? unknownLab;

/** ms that the lab's clock was ahead of the real one at `seq`. */
export const clockAt = (log: EventLog, seq: number): number => labAt(log, seq).clock;

/** What the lab's clock showed at `seq`, in ms since 1970: what expiry is measured against. */
export const labNowAt = (log: EventLog, seq: number): number =>
  log.startedAt + (eventAt(log, seq)?.at ?? 0) / 1000 + clockAt(log, seq);

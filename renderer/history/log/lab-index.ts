import type { Horizon, LabEventBody, LogEvent } from '../../../server/contract/events/events.ts';
import type { LabConfig, Versions } from '../../../server/contract/options/lab-config.ts';
import { type Faults, noFaults } from '../../../server/contract/stores/faults.ts';
import { forgetBefore } from './by-seq.ts';

/** The lab from that event on. */
export type LabMoment = {
  readonly seq: number;
  readonly status:
    | { type: 'unknown' }
    | { type: 'running' }
    | ({ type: 'stopped' } & Pick<Extract<LabEventBody, { type: 'lab-stopped' }>, 'reason' | 'message'>);
  readonly url: string | null;
  readonly config: LabConfig | null;
  readonly versions: Versions | null;
  readonly handler: string | null;
  /** ms that the lab's clock is ahead of the real one. */
  readonly clock: number;
  readonly storeConnected: boolean;
  /** What goes wrong with the stores. */
  readonly faults: Faults;
};

export type LabIndex = LabMoment[];

export const unknownLab: LabMoment = {
  seq: -1,
  status: { type: 'unknown' },
  url: null,
  config: null,
  versions: null,
  handler: null,
  clock: 0,
  storeConnected: true,
  faults: noFaults,
};

/** Takes one event into the lab's history. O(1). */
export function extendLab(index: LabIndex, event: LogEvent): void {
  const change = changeOf(event);
  if (change) index.push({ ...(index.at(-1) ?? unknownLab), ...change, seq: event.seq });
}

function changeOf(event: LogEvent): Partial<LabMoment> | null {
  switch (event.type) {
    case 'lab-started': {
      const { url, config, versions, handler } = event;
      return { status: { type: 'running' }, url, config, versions, handler, storeConnected: true };
    }
    case 'lab-configured':
      return { config: event.config, handler: event.handler };
    case 'lab-stopped':
      return { status: { type: 'stopped', reason: event.reason, message: event.message } };
    case 'clock':
      return { clock: event.offset };
    case 'faults':
      return { faults: event.faults };
    case 'store-connection':
      return { storeConnected: event.connected };
    default:
      return null;
  }
}

/** The lab where the log begins, for a log of which older events are not known. */
export function seedLab(
  index: LabIndex,
  { config, handler, clock, faults = noFaults }: Horizon,
  seq: number,
): void {
  if (index.length === 0)
    index.push({
      ...unknownLab,
      seq,
      status: { type: 'running' },
      config,
      handler,
      clock,
      faults,
      storeConnected: faults.connected,
    });
}

/** Frees what is older than `first`. */
export const forgetLab = (index: LabIndex, first: number): void => forgetBefore(index, first);

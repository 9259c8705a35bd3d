import type { Endpoint } from './endpoints.ts';
import type { BrowserInfo } from './events/events.ts';
import type { Faults } from './faults/faults.ts';
import type { LabConfig, Versions } from './options/lab-config.ts';

/** The present, as the control plane knows it; everything with a history is in the event log instead. */
export type PlaygroundState = {
  /** Where requests can go: each app of the lab, each of its instances. While a lab starts, those of the one before. */
  endpoints: readonly Endpoint[];
  /** 'slow': a handler has not given control back for a while; `since` says for how long, in ms. */
  lab: { status: 'running' } | { status: 'slow'; since: number } | { status: 'starting' };
  config: LabConfig;
  /** Goes up with every change of `config`, so that an older state is told from a newer one. */
  configRevision: number;
  handler: string | null;
  versions: Versions;
  /** ms the lab's clock is ahead. */
  clock: number;
  /** What is wrong, by what it is wrong with. */
  faults: Faults;
  browsers: BrowserInfo[];
  /** Requests on their way, for progress and cancel. */
  pending: number;
  /** Whether the last reset can be taken back. */
  canUndoReset: boolean;
  /** The options of the user's own lab while a scenario has the stage; null while this is their own. */
  ownLab: LabConfig | null;
  epoch: number;
};

/** Characters that the page may keep of its forms. */
export const mostPageText = 256 * 1024;

/** Calls of the control plane that one HTTP request may hold; each can take as long as it takes to start a lab. */
export const mostInBatch = 20;

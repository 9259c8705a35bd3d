import type { Result } from '../contract/errors.ts';
import type { LabEvent } from '../contract/events/events.ts';
import type { LabConfig, Versions } from '../contract/options/lab-config.ts';
import type { FaultPatch, Faults } from '../contract/stores/faults.ts';
import type { AppPort } from './app-servers.ts';

/** What a worker is started with. */
export type WorkerStart = {
  config: LabConfig;
  handler: string | null;
  origin: bigint;
  clock: number;
  /** Ports to prefer. */
  ports: readonly AppPort[];
  sessions: Readonly<Record<string, string>>;
  faults: Faults;
  /** Number of the first request that came from elsewhere. */
  firstOutside: number;
  /** What store calls are counted from. */
  firstCall: number;
  /** Written by the worker, read by the watchdog: see pulse.ts. */
  pulse: SharedArrayBuffer;
};

export type Command =
  | { type: 'configure'; config: LabConfig; keepStore: boolean }
  | { type: 'set-handler'; source: string | null }
  | { type: 'set-clock'; offset: number }
  | { type: 'fault'; patch: FaultPatch }
  | { type: 'drain' }
  | { type: 'sessions' }
  | { type: 'route-source'; id: string };

/** What each command is answered with. */
export type Answers = {
  configure: Result<{ ports: AppPort[] }>;
  'set-handler': Result;
  'set-clock': null;
  fault: Faults;
  /** µs up to which every event has been posted before this answer. */
  drain: number;
  sessions: Record<string, string>;
  'route-source': string;
};

export type Asked = { call: number; command: Command };

/** The start comes first, once. */
export type ToWorker = { start: WorkerStart } | Asked;

export type FromWorker =
  | { type: 'ready'; ports: AppPort[]; versions: Versions }
  | { type: 'not-started'; message: string }
  | { type: 'answer'; call: number; answer: Answers[keyof Answers] }
  | { type: 'failed'; call: number; message: string }
  | { type: 'events'; events: LabEvent[] }
  /** The typed-in handler of a request is called now; `null`: it gave control back. */
  | { type: 'entered'; request: string | null }
  /** Nothing of the app can be trusted any more. `request`: the one whose code threw, where that is known. */
  | { type: 'crashed'; message: string; request: string | null };

import type { Result } from '../contract/errors.ts';
import type { FaultPatch, Faults } from '../contract/faults/faults.ts';
import type { LabConfig, Versions } from '../contract/options/lab-config.ts';
import type { PackedEvents } from '../log/packed-events.ts';
import type { Crashes } from '../threads/thread.ts';
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

export type WorkerReady = { ports: AppPort[]; versions: Versions };

/** What a lab's worker can be asked. The start comes first, once. */
export type LabCalls = {
  /** Fails, with a message to be shown, when the configuration or the handler is refused. */
  start(start: WorkerStart): Promise<WorkerReady>;
  configure(config: LabConfig, keepStore: boolean): Promise<Result<{ ports: AppPort[] }>>;
  setHandler(source: string | null): Promise<Result>;
  setClock(offset: number): Promise<void>;
  fault(patch: FaultPatch): Promise<Faults>;
  /** µs up to which every event has been told before this answer. */
  drain(): Promise<number>;
  sessions(): Promise<Record<string, string>>;
  routeSource(id: string): Promise<string>;
  /** Closes its stores; the worker is of no use after that. */
  close(): Promise<void>;
};

export type LabNotices = Crashes & {
  events: PackedEvents;
  /** The typed-in handler of a request is called now; `null`: it gave control back. */
  entered: string | null;
};

import type { UserAppFiles } from '../app/user/user-app.ts';
import type { Endpoint } from '../contract/endpoints.ts';
import type { Result } from '../contract/errors.ts';
import type { LabStopReason } from '../contract/events/lab-events.ts';
import type { FaultPatch, Faults } from '../contract/faults/faults.ts';
import type { FoundApp } from '../contract/found-app.ts';
import type { LabConfig, Versions } from '../contract/options/lab-config.ts';
import type { SessionOptions } from '../contract/options/options.ts';
import type { SessionEdit } from '../contract/stores/session-edit.ts';
import type { StoreReport } from '../contract/stores/store-report.ts';
import type { StoredLook } from '../contract/stores/stored-look.ts';
import type { Drained } from '../log/source.ts';
import type { SpawnHost } from '../threads/host.ts';
import type { AppPort } from './app-servers.ts';
import type { RestartOrder } from './restart.ts';

export type LabSettings = {
  config: LabConfig;
  /** Typed-in handler's source, mounted at `ownHandlerPath`; null for none. */
  handler: string | null;
  /** The app that runs, where that is somebody's own: then its options count, not those of `config`. */
  app?: UserAppFiles | null;
  /** What µs are counted from: `process.hrtime.bigint()` at the log's start. */
  origin: bigint;
  /** ms that the lab's clock is ahead. */
  clock: number;
  /** Port to prefer, so that a fresh lab keeps its address; 0 for any. */
  port: number;
  /** The same for the apps beside the main one. */
  furtherPorts?: readonly AppPort[];
  /** Sessions to begin with, as JSON text by `storedKey`. */
  sessions?: Readonly<Record<string, string>>;
  /** What is wrong from the start. */
  faults?: Faults;
  /** Number of the first request that comes from elsewhere, `ext1` by default; in a log that has such requests, the next. */
  firstOutside?: number;
  /** What its store calls are counted from, 0 by default; in a log that has another lab's, above those. */
  firstCall?: number;
  /**
   * `unresponsiveAfter` (2000) and `slowAfter` (300) in ms without control; `answerWithin` (15,000) in ms of its own life
   * without an answer; `memory` (512) in MB, heap or buffers.
   */
  limits?: { unresponsiveAfter?: number; slowAfter?: number; answerWithin?: number; memory?: number };
  /** Makes what it runs in; by default a thread that runs the worker's file beside this module. */
  spawn?: SpawnHost;
  /** The same for a lab with a typed-in handler, or with an app of somebody's own; by default a process of its own. */
  spawnForeign?: SpawnHost;
};

/** Why a lab ended by itself, in words, with the requests that were under way. */
export type LabEnd = { reason: LabStopReason; message: string; requests: string[] };

/** An app of somebody's own, and its options as a lab has them. */
export type OwnApp = { found: FoundApp; options: SessionOptions };

/** The lab as its owner sees it: one worker with its Express apps, and the handler that it began with. Every method settles, also when the worker dies. */
export type Lab = {
  /** The main app's address. */
  readonly url: string;
  readonly port: number;
  /** What its browsers' requests are known by, which nobody can guess: see `namedRequest`. */
  readonly key: string;
  /** Where requests can go now: each instance of each app, by its configuration. */
  endpoints(): readonly Endpoint[];
  readonly versions: Versions;
  /** What was found of an app of somebody's own; null for the built-in one. */
  readonly own: OwnApp | null;
  /** Settles when the lab has ended by itself; never after `close()`. */
  readonly ended: Promise<LabEnd>;
  configure(config: LabConfig, settings: { keepStore: boolean }): Promise<Result>;
  /** Starts its app anew, or an instance of it, as another process does. */
  restart(order: RestartOrder): Promise<Result>;
  /** Changes what is wrong, and says what then is. */
  fault(patch: FaultPatch): Promise<Faults>;
  /** Puts other data into a stored session. */
  editSession(edit: SessionEdit): Promise<Result>;
  /** Puts the lab's clock `offset` ms ahead of the real one. */
  setClock(offset: number): Promise<void>;
  /**
   * Hands over the events recorded so far. Everything up to `upTo` (µs) is in this or an earlier drain. While the
   * worker is blocked the promise waits. When the lab has ended it gives what was left, if anything, then rejects.
   */
  drain(): Promise<Drained>;
  /** Settles when what requests change after their end has happened, as far as they are watched; the next drain tells of it. */
  lateChanges(): Promise<void>;
  /** ms for which the worker has not answered; 0 when it is well. */
  blockedFor(): number;
  /** What its stores hold, as JSON text by `storedKey`. */
  sessions(): Promise<Record<string, string>>;
  /** The built-in route's handler as it runs: its source text. */
  routeSource(id: string): Promise<string>;
  /** What its store does, found by asking it. */
  storeReport(): Promise<StoreReport>;
  /** What a store keeps of a session, asked of it now; `key`: as `storedKey` has it. */
  storedSession(key: string): Promise<StoredLook>;
  close(): Promise<void>;
};

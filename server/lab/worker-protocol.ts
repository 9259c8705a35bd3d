import { z } from 'zod';
import type { UserAppFiles } from '../app/user/user-app.ts';
import { type Result, resultSchema } from '../contract/errors.ts';
import { type FaultPatch, type Faults, faultsSchema } from '../contract/faults/faults.ts';
import { foundAppSchema } from '../contract/found-app.ts';
import { type LabConfig, type Versions, versionsSchema } from '../contract/options/lab-config.ts';
import { sessionOptionsSchema } from '../contract/options/options.ts';
import type { SessionEdit } from '../contract/stores/session-edit.ts';
import { type StoreReport, storeReportSchema } from '../contract/stores/store-report.ts';
import { type StoredLook, storedLookSchema } from '../contract/stores/stored-look.ts';
import type { PackedEvents } from '../log/packed-events.ts';
import type { AnswerSchemas } from '../threads/rpc.ts';
import type { Crashes } from '../threads/thread.ts';
import type { AppPort } from './app-servers.ts';
import type { OwnApp } from './lab.ts';
import type { RestartOrder } from './restart.ts';

/** What a worker is started with. */
export type WorkerStart = {
  config: LabConfig;
  handler: string | null;
  /** An app of somebody's own; null for the built-in one. */
  app: UserAppFiles | null;
  origin: bigint;
  clock: number;
  /** Ports to prefer. */
  ports: readonly AppPort[];
  sessions: Readonly<Record<string, string>>;
  faults: Faults;
  /** What requests of the lab's own browsers are known by. */
  key: string;
  /** Number of the first request that came from elsewhere. */
  firstOutside: number;
  /** What store calls are counted from. */
  firstCall: number;
};

export type WorkerReady = { ports: AppPort[]; versions: Versions; own: OwnApp | null };

/** What a lab's worker can be asked. The start comes first, once. */
export type LabCalls = {
  start(start: WorkerStart): Promise<Result<WorkerReady>>;
  configure(config: LabConfig, keepStore: boolean): Promise<Result<{ ports: AppPort[] }>>;
  restart(order: RestartOrder): Promise<Result>;
  setClock(offset: number): Promise<void>;
  fault(patch: FaultPatch): Promise<Faults>;
  /** What requests change after their end is told of before this answer: see createLateChanges. */
  lateChanges(): Promise<void>;
  /** µs up to which every event has been told before this answer. */
  drain(): Promise<number>;
  sessions(): Promise<Record<string, string>>;
  editSession(edit: SessionEdit): Promise<Result>;
  routeSource(id: string): Promise<string>;
  /** What its store does, found by asking it; of several the first. */
  storeReport(): Promise<StoreReport>;
  /** What a store keeps of a session, asked of it now; `key`: as `storedKey` has it. */
  storedSession(key: string): Promise<StoredLook>;
  /** Closes its stores; the worker is of no use after that. */
  close(): Promise<void>;
};

const ports = z.array(z.object({ app: z.string(), port: z.int().min(1).max(65_535) }));
const own = z.object({ found: foundAppSchema, options: sessionOptionsSchema });
const nothing = z.undefined().transform(() => {});

/** What a lab's worker answers. */
export const labAnswers: AnswerSchemas<LabCalls> = {
  start: resultSchema({ ports, versions: versionsSchema, own: own.nullable() }),
  configure: resultSchema({ ports }),
  restart: resultSchema({}),
  setClock: nothing,
  fault: faultsSchema,
  lateChanges: nothing,
  drain: z.number().min(0),
  sessions: z.record(z.string(), z.string()),
  editSession: resultSchema({}),
  routeSource: z.string(),
  storeReport: storeReportSchema,
  storedSession: storedLookSchema,
  close: nothing,
};

export type LabNotices = Crashes & {
  events: PackedEvents;
  /** The typed-in handler of a request is called now; `null`: it gave control back. */
  entered: string | null;
};

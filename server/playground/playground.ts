import type { Problem, Result } from '../contract/errors.ts';
import type { Horizon, LogEvent, LogMessage } from '../contract/events/events.ts';
import type { FaultPatch } from '../contract/faults/faults.ts';
import type { KeptRun } from '../contract/kept-run.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';
import type { FireSpec, RequestSpec } from '../contract/requests.ts';
import type { Restart } from '../contract/scenario/restart.ts';
import type { PlaygroundState } from '../contract/state.ts';
import type { SessionEdit } from '../contract/stores/session-edit.ts';
import type { StoreReport } from '../contract/stores/store-report.ts';
import type { StoredLook } from '../contract/stores/stored-look.ts';

/** What a lab is set up from. Browsers begin with empty jars. `handler`: source of one's own handler; null for none. */
export type SetUp = { config: LabConfig; handler?: string | null; browsers: readonly string[] };

/** What became of one request at its browser. `seq` is its last event in the log; `problems`: what of it could not be captured, or put into it. */
export type RequestEnd = { seq: number; problems?: readonly Problem[] } & (
  | { ok: true; request: string; status: number; body: string }
  | { ok: false; request: string; message: string }
);

/** `done` settles when all is logged, with an end for each request and for each that its redirects led to (`1.1`, `1.2`). */
export type SentRequests = { group: string | null; requests: string[]; done: Promise<RequestEnd[]> };

/** A lab, its browsers, its clock and the log of what happened: what the window, a scenario and the CLI all drive. */
export type Playground = {
  state(): PlaygroundState;
  /** The present state, then each that follows, until the signal. Changes that come fast are given as one. */
  states(signal: AbortSignal): AsyncIterable<PlaygroundState>;
  /** The log from `after` (exclusive; -1 for all), then what follows, in batches, until the signal. */
  messages(after: { epoch: number; seq: number }, signal: AbortSignal): AsyncIterable<LogMessage>;
  /** What is logged now. `startedAt`: the real clock at µs 0, in ms since 1970. */
  log(): { startedAt: number; horizon: Horizon | null; events: readonly LogEvent[] };
  /** Settles when every event up to now is in the log; `late`: and what requests change after their end. */
  settled(of?: { late?: boolean }): Promise<void>;
  /** The user's own lab, to go on with at another start. */
  kept(): Promise<KeptRun>;
  /** Settles when something of that may be another, or at the signal. */
  changed(signal: AbortSignal): Promise<void>;

  configure(config: LabConfig): Promise<Result>;
  /** Starts the app anew, or an instance of it, as a deploy does. Browsers, clock, faults and log stay. */
  restart(restart: Restart): Promise<Result>;
  setHandler(source: string | null): Promise<Result>;
  /** A fresh lab, store, jars, clock and log; options, browsers and handler stay. */
  reset(): Promise<Result>;
  undoReset(): Promise<Result>;
  /** Another lab with these browsers, for a scenario. The user's own, with its handler, is put aside. */
  setUp(setUp: SetUp): Promise<Result>;
  /** Puts the user's own lab back in the place of the scenarios'. */
  bringBack(): Promise<Result>;
  /** Changes what goes wrong, by what it goes wrong with; a reset ends it all. */
  fault(patch: FaultPatch): Promise<Result>;
  /** Puts other data into a stored session. */
  editSession(edit: SessionEdit): Promise<Result>;
  /** Moves the clock of lab and jars forward by `ms`. */
  advance(ms: number): Promise<Result>;

  addBrowser(name: string): Result;
  removeBrowser(name: string): Result;
  renameBrowser(from: string, to: string): Result;
  clearJar(browser: string): Result;
  deleteCookie(browser: string, cookie: { name: string; domain: string; path: string }): Result;
  /** Puts a Set-Cookie line into the jar by hand, as the lab's host would. */
  /** `host`: where it comes from, the lab's own unless told. */
  setCookie(browser: string, line: string, host?: string): Result;

  send(request: RequestSpec): Result<SentRequests>;
  /** One after the other; the next is sent when the one before is fully in. Those in a list of their own go together. */
  sequence(requests: ReadonlyArray<RequestSpec | readonly RequestSpec[]>): Result<SentRequests>;
  together(requests: readonly RequestSpec[]): Result<SentRequests>;
  fire(spec: FireSpec): Result<SentRequests>;
  /** Gives up every request under way. */
  cancel(): void;

  routeSource(id: string): Promise<string>;
  /** What the lab's store keeps of a session, asked of it now; `key`: as `storedKey` has it. */
  storedSession(key: string): Promise<Result<{ look: StoredLook }>>;
  /** The configuration with its store's real secrets where it shows masks of those that the playground knows. */
  withSecrets(config: LabConfig): Result<{ config: LabConfig }>;
  /** Opens such a store in a lab of its own, asks what it does, and closes it. */
  testStore(store: LabConfig['store']): Promise<Result<{ report: StoreReport }>>;
  close(): Promise<void>;
};

export type PlaygroundSettings = SetUp & {
  /** Events kept at most; older ones are dropped in whole requests. */
  maxEvents?: number;
  /** A lab of an earlier start that it goes on with, in place of all that is said here. */
  kept?: KeptRun | undefined;
};

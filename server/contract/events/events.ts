import type { LabPlace } from '../endpoints.ts';
import type { Faults } from '../faults/faults.ts';
import type { From } from '../hosts.ts';
import type { LabConfig, Versions } from '../options/lab-config.ts';
import type { cookieModes } from '../requests.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import type { LabEventBody, LabStopReason } from './lab-events.ts';

/** Headers as they went over the wire, in order. What its event tells in a field of its own, the cookies, is '' here. */
export type WireHeaders = Array<[name: string, value: string]>;

/** One difference between two JSON values; `path` as in `cart.apples`. A missing side is undefined. */
export type Change = { path: string; before?: unknown; after?: unknown };

export type StoreOperation = 'get' | 'set' | 'touch' | 'destroy' | 'all' | 'length' | 'clear';

/**
 * What the observer tells. Session snapshots are JSON text, exactly as a store would be given it (cookie included).
 * `request` is null for a store operation outside any request. `call` pairs a store call with its answer.
 */
export type ObserverEventBody =
  | {
      type: 'arrived';
      request: string;
      method: string;
      url: string;
      cookie: string | null;
      place?: LabPlace;
      /** What one browser's requests have in common beside their cookies: the address that they come from, and its software. */
      client?: string;
    }
  | { type: 'verdict'; request: string; verdict: Verdict }
  /** `sid` in a session event is the session's ID then. `version` is the stored version it came from, null when it is new. */
  | {
      type: 'session';
      request: string;
      origin: 'generated' | 'loaded' | 'reloaded' | 'regenerated';
      sid: string;
      session: string;
      version: number | null;
      place?: LabPlace;
    }
  /**
   * The request's copy differs from when it was last looked at. `session` is null when it was unset or destroyed, and
   * where it cannot be written as JSON: `unwritable` says why, and what changed is then not known.
   */
  | {
      type: 'changed';
      request: string;
      sid: string | null;
      session: string | null;
      changes: Change[];
      seenAt: 'work' | 'store' | 'headers' | 'end' | 'after';
      unwritable?: string;
      place?: LabPlace;
    }
  /**
   * `session`: what the store was given. `base`: the version this request's copy came from. `before`: what was stored.
   * `byHand`: somebody edits it.
   */
  | {
      type: 'store-called';
      request: string | null;
      call: number;
      operation: StoreOperation;
      sid: string | null;
      session: string | null;
      base: number | null;
      before: string | null;
      beforeVersion: number | null;
      byHand?: true;
      place?: LabPlace;
    }
  /**
   * `found`: what a get gave; `foundVersion` its number, which is behind `version` where somebody wrote meanwhile.
   * `after`: what is stored now; `version` its number, counted by writes, null when gone.
   */
  | {
      type: 'store-answered';
      request: string | null;
      call: number;
      operation: StoreOperation;
      sid: string | null;
      found: string | null;
      foundVersion?: number | null;
      after: string | null;
      version: number | null;
      error: string | null;
      byHand?: true;
      place?: LabPlace;
    }
  | { type: 'store-connection'; connected: boolean; place?: LabPlace }
  /**
   * Somebody who is not the lab changed what its store keeps of a session. `session`: its text there; null where it is
   * gone. `version`: its number, the same as before where only the cookie or the expiry is another one.
   */
  | { type: 'store-outside'; sid: string; session: string | null; version: number | null; place?: LabPlace }
  /** The handler's own waiting, between its start and end. */
  | { type: 'work'; request: string; phase: 'start' | 'end' }
  | { type: 'headers'; request: string; status: number; setCookie: string[] }
  | { type: 'responded'; request: string; status: number }
  /** The connection closed before the response was finished. */
  | { type: 'aborted'; request: string }
  | { type: 'error'; request: string | null; message: string; stack: string | null }
  | AnomalyEventBody;

/** What goes wrong between two requests, as it happens; see `server/observer/anomalies.ts`. */
export const anomalyEventKinds = ['lost update', 'lost delete', 'duplicate session', 'stale base'] as const;
export type AnomalyEventKind = (typeof anomalyEventKinds)[number];

/**
 * `request` did it, to what `other` had done; null is something outside a request. `paths`: where what was written is gone.
 * `undone`: one that was told before is none any more, since somebody who had read what was lost has saved it again.
 */
export type AnomalyEventBody = {
  type: 'anomaly';
  kind: AnomalyEventKind;
  request: string | null;
  other: string | null;
  sid: string;
  paths: string[];
  undone?: true;
  place?: LabPlace;
};

/** An observer's event with its time: µs, on the process's monotonic clock minus the origin it was given. */
export type ObserverEvent = ObserverEventBody & { at: number };

/** An event of the lab with the time it happened: µs after the origin that the lab was given. */
export type LabEvent = (ObserverEventBody | LabEventBody) & { at: number };

/** `unknown` while nothing was told of it. */
export type LabStatus =
  | { type: 'unknown' }
  | { type: 'running' }
  | { type: 'stopped'; reason: LabStopReason; message: string };

/** One cookie in a jar. `expires` in ms since 1970 on the lab's clock, null for a session cookie. */
export type JarCookie = {
  name: string;
  value: string;
  domain: string;
  hostOnly: boolean;
  path: string;
  expires: number | null;
  httpOnly: boolean;
  secure: boolean;
  sameSite: 'strict' | 'lax' | 'none' | null;
  /** Since when the jar has it with this value, in ms since 1970 on the lab's clock; left out where that is unknown. */
  created?: number;
  /** Only in a Partitioned cookie: the site that the user was on, `https://example.com`; `other` where that is not told. */
  partition?: string;
};

/** A virtual browser. `hue`, from 0, is its place in the palette: of one colour are 0, 8 and 16. */
export type BrowserInfo = { name: string; hue: number };

export type BrowserEventBody =
  | { type: 'browser-added'; browser: BrowserInfo }
  | { type: 'browser-removed'; browser: string }
  /** `cookie`: the Cookie header sent; `withheld`: why a cookie of the jar was not sent along. `work` in ms. */
  | {
      type: 'sent';
      request: string;
      browser: string;
      group: string | null;
      method: string;
      url: string;
      body: string | null;
      work: number;
      cookie: string | null;
      mode: (typeof cookieModes)[number] | 'edited';
      withheld: Verdict[];
      redirectOf: string | null;
      /** ms that it was to be sent after those it was sent together with. */
      after?: number;
      /** As from a browser on https, by way of a proxy that ends TLS. */
      proxy?: 'https';
      /** Left out for the main one. */
      app?: string;
      /** Which instance was asked for. */
      instance?: number;
      /** The host that it went to; left out for that of the lab's address. */
      host?: string;
      /** The page that caused it, where that was told. */
      from?: From;
      /** The request about which the browser asks with it. */
      preflightFor?: string;
      /** Headers that were given by hand. */
      headers?: Readonly<Record<string, string>>;
      /** Without those by which the lab knows its own requests, which no app sees. */
      wire?: WireHeaders;
    }
  /** The headers are in, at the browser. `headers`: the others, without those that are about the connection. */
  | {
      type: 'answered';
      request: string;
      status: number;
      setCookie: string[];
      location: string | null;
      headers?: Readonly<Record<string, string>>;
      reason?: string;
      wire?: WireHeaders;
    }
  /** The jar changed, or refused to: one verdict for each Set-Cookie, and the whole jar after it. */
  | { type: 'jar'; browser: string; request: string | null; verdicts: Verdict[]; cookies: JarCookie[] }
  /** The whole response is in. `body` is cut to 4,096 characters; `bytes` is its full size. */
  | { type: 'received'; request: string; status: number; body: string; bytes: number }
  | { type: 'send-failed'; request: string; message: string };

/** What a recording tells of the app that it records, beside what that does. */
export type RecordingEventBody =
  /** A process of the app is heard of, or no more; `message`: why. */
  | {
      type: 'process';
      process: LabPlace;
      state: 'began' | 'ended';
      name: string;
      pid: number;
      message: string | null;
    }
  /** Whose a request is: each session cookie is a browser. */
  | { type: 'identified'; request: string; browser: string }
  /** What values a request brought, and was answered: what is secret in them is masked by a mark that is the same for the same value. */
  | {
      type: 'content';
      request: string;
      asked: { kind: 'form' | 'json'; values?: unknown } | null;
      answered: { kind: 'json' | 'fields'; values?: unknown } | null;
    };

export type EventBody = ObserverEventBody | LabEventBody | BrowserEventBody | RecordingEventBody;

/** An event as logged: `seq` counts from 0 without gaps in one log, `at` is µs since the lab's start and never falls. */
export type LogEvent = EventBody & { seq: number; at: number };

/**
 * What was true where the log begins, when older events were dropped. Events of requests that were under way then are
 * kept, so the log may begin with some that are older; folded over the horizon they lead to what was true.
 */
export type Horizon = {
  droppedRequests: number;
  droppedEvents: number;
  /** Sessions that are stored and not told of here, since all of them together are too large. */
  droppedSessions?: number;
  config: LabConfig;
  handler: string | null;
  clock: number;
  browsers: Array<{ browser: BrowserInfo; cookies: readonly JarCookie[] }>;
  sessions: Array<{ sid: string; session: string; version: number; place?: LabPlace }>;
  faults?: Faults;
  /** What else was known of the lab. `disconnected`: the stores that were, by whose they are; null for the only one. */
  lab?: {
    status: LabStatus;
    url: string | null;
    versions: Versions | null;
    disconnected: ReadonlyArray<LabPlace | null>;
  };
  /** Those that were under way: for a browser that waits, and in the lab, with its present stores or with replaced ones. */
  requests?: Array<{
    request: string;
    browser: boolean;
    lab: 'current' | 'replaced' | null;
    place?: LabPlace;
  }>;
};

/**
 * One message of the event stream. A new `epoch` is a new log: forget the old one. `horizon` comes first and after drops.
 * `startedAt`: the real clock at µs 0 of this log, in ms since 1970, so that what expires can be told from a cursor.
 * `first`: seq of the oldest event that is still kept; those below it are to be forgotten. Where it lies beyond the last
 * seq that a reader has, events were dropped before they were read: begin anew, from the horizon.
 */
export type LogMessage = {
  epoch: number;
  startedAt: number;
  first: number;
  horizon: Horizon | null;
  events: LogEvent[];
};

import type { LabPlace } from '../contract/endpoints.ts';
import type { Horizon, JarCookie, LogEvent } from '../contract/events/events.ts';
import { storedKey } from '../contract/events/stored-key.ts';
import { defaultLabConfig, type LabConfig } from '../contract/options/lab-config.ts';

/** `place`: in whose store, where there are several. */
export type StoredSession = {
  sid: string;
  session: string;
  version: number;
  seq: number;
  place: LabPlace | undefined;
};

/** What a log says was true at its end. `seq` tells at which event each thing became so; -1 for the log's beginning. */
export type Replayed = {
  config: LabConfig;
  /** By `storedKey`. */
  sessions: Map<string, StoredSession>;
  /** The event that last changed which sessions are stored, or what is in them. */
  storeSeq: number;
  jars: Map<string, { cookies: readonly JarCookie[]; seq: number }>;
  /** The events of each request, in their order. */
  requests: Map<string, LogEvent[]>;
  /** Every answer of the stores. */
  operations: Array<LogEvent & { type: 'store-answered' }>;
  /** What the lab printed, and errors that belong to no request. */
  printed: Array<{ text: string; seq: number }>;
  lastSeq: number;
};

/** Folds a log into what is true at its end. */
export function replay(log: { horizon: Horizon | null; events: readonly LogEvent[] }): Replayed {
  const state: Replayed = {
    config: log.horizon?.config ?? defaultLabConfig(),
    sessions: new Map(
      log.horizon?.sessions.map((stored) => [
        storedKey(stored.sid, stored.place),
        { ...stored, place: stored.place, seq: -1 },
      ]),
    ),
    storeSeq: -1,
    jars: new Map(log.horizon?.browsers.map(({ browser, cookies }) => [browser.name, { cookies, seq: -1 }])),
    requests: new Map(),
    operations: [],
    printed: [],
    lastSeq: -1,
  };
  for (const event of log.events) apply(state, event);
  return state;
}

function apply(state: Replayed, event: LogEvent): void {
  state.lastSeq = event.seq;
  if ('request' in event && event.request !== null) {
    const events = state.requests.get(event.request);
    if (events === undefined) state.requests.set(event.request, [event]);
    else events.push(event);
  }
  switch (event.type) {
    case 'lab-started':
      state.config = event.config;
      emptyStore(state, event.seq);
      break;
    case 'lab-configured':
      state.config = event.config;
      if (!event.storeKept) emptyStore(state, event.seq);
      else if (event.config.secondApp === null) clearStore(state, 'second', event.seq);
      break;
    case 'store-answered':
      state.operations.push(event);
      applyStoreAnswer(state, event);
      break;
    case 'printed':
      state.printed.push({ text: event.text, seq: event.seq });
      break;
    case 'error':
      if (event.request === null) state.printed.push({ text: event.message, seq: event.seq });
      break;
    case 'jar':
      state.jars.set(event.browser, { cookies: event.cookies, seq: event.seq });
      break;
    case 'browser-removed':
      state.jars.delete(event.browser);
      break;
    default:
  }
}

function emptyStore(state: Replayed, seq: number): void {
  state.sessions.clear();
  state.storeSeq = seq;
}

function applyStoreAnswer(state: Replayed, event: LogEvent & { type: 'store-answered' }): void {
  const { sid, place, after, version, seq } = event;
  if (event.error !== null) return;
  if (event.operation === 'clear') clearStore(state, place, seq);
  if (sid === null) return;
  const key = storedKey(sid, place);
  const before = state.sessions.get(key);
  if (after === null) {
    if (state.sessions.delete(key)) state.storeSeq = seq;
  } else if (before?.session !== after || before.version !== version) {
    state.sessions.set(key, { sid, session: after, version: version ?? before?.version ?? 0, seq, place });
    state.storeSeq = seq;
  }
}

function clearStore(state: Replayed, place: LabPlace | undefined, seq: number): void {
  for (const [key, stored] of state.sessions) {
    if (stored.place !== place) continue;
    state.sessions.delete(key);
    state.storeSeq = seq;
  }
}

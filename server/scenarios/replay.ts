import type { Horizon, JarCookie, LogEvent } from '../contract/events.ts';
import { defaultLabConfig, type LabConfig } from '../contract/lab-config.ts';

export type StoredSession = { session: string; version: number; seq: number };

/** What a log says was true at its end. `seq` tells at which event each thing became so; -1 for the log's beginning. */
export type Replayed = {
  config: LabConfig;
  sessions: Map<string, StoredSession>;
  /** The event that last changed which sessions are stored, or what is in them. */
  storeSeq: number;
  jars: Map<string, { cookies: readonly JarCookie[]; seq: number }>;
  /** The events of each request, in their order. */
  requests: Map<string, LogEvent[]>;
  lastSeq: number;
};

/** Folds a log into what is true at its end. */
export function replay(log: { horizon: Horizon | null; events: readonly LogEvent[] }): Replayed {
  const state: Replayed = {
    config: log.horizon?.config ?? defaultLabConfig(),
    sessions: new Map(
      log.horizon?.sessions.map(({ sid, session, version }) => [sid, { session, version, seq: -1 }]),
    ),
    storeSeq: -1,
    jars: new Map(log.horizon?.browsers.map(({ browser, cookies }) => [browser.name, { cookies, seq: -1 }])),
    requests: new Map(),
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
      break;
    case 'store-answered':
      applyStoreAnswer(state, event);
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
  if (event.error !== null) return;
  if (event.operation === 'clear') emptyStore(state, event.seq);
  if (event.sid === null) return;
  const before = state.sessions.get(event.sid);
  if (event.after === null) {
    if (state.sessions.delete(event.sid)) state.storeSeq = event.seq;
  } else if (before?.session !== event.after || before.version !== event.version) {
    state.sessions.set(event.sid, {
      session: event.after,
      version: event.version ?? before?.version ?? 0,
      seq: event.seq,
    });
    state.storeSeq = event.seq;
  }
}

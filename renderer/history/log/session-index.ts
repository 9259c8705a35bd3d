import type { Horizon, LogEvent } from '../../../server/contract/events/events.ts';
import { fromStoredKey, storedKey } from '../../../server/contract/events/stored-key.ts';
import { type AtSeq, forgetBefore, itemAt } from './by-seq.ts';

/** What happened to a stored session. `vanished`: gone without a destroy (expired and read, cleared, or a fresh store). */
export type StoreEntryKind = 'kept' | 'write' | 'touch' | 'destroy' | 'vanished';

/** One change of a stored session, dated by the event in which the store answered. */
export type StoreEntry = {
  readonly seq: number;
  readonly at: number;
  readonly kind: StoreEntryKind;
  readonly sid: string;
  /** JSON text that is stored from here on; null when gone. */
  readonly session: string | null;
  readonly version: number | null;
  readonly request: string | null;
  /** For a write: the version that the writer's copy came from, and what was stored until then. */
  readonly base: number | null;
  readonly before: string | null;
  readonly beforeVersion: number | null;
  readonly calledSeq: number;
};

/** Everything that happened to one session ID. `ordinal` counts sessions from 0 over the whole log. */
export type SessionHistory = {
  readonly sid: string;
  readonly ordinal: number;
  readonly entries: StoreEntry[];
};

export type SessionIndex = {
  readonly histories: SessionHistory[];
  firstHistory: number;
  count: number;
  readonly bySid: Map<string, SessionHistory>;
  readonly alive: Set<string>;
  /** Every entry of every session, in order. */
  readonly entries: StoreEntry[];
  /** How many sessions are stored from that event on. */
  readonly population: Array<AtSeq & { readonly alive: number }>;
  readonly openCalls: Map<number, Extract<LogEvent, { type: 'store-called' }>>;
};

export const createSessionIndex = (): SessionIndex => ({
  histories: [],
  firstHistory: 0,
  count: 0,
  bySid: new Map(),
  alive: new Set(),
  entries: [],
  population: [],
  openCalls: new Map(),
});

/** Takes one event into the histories. O(1), but for a store that is emptied. */
export function extendSessions(index: SessionIndex, event: LogEvent): void {
  if (event.type === 'store-called') index.openCalls.set(event.call, event);
  else if (event.type === 'store-answered') takeAnswer(index, event);
  else if (event.type === 'lab-started' || (event.type === 'lab-configured' && !event.storeKept))
    emptyStore(index, event);
  else if (event.type === 'lab-configured' && event.config.secondApp === null)
    vanish(index, event, (sid) => fromStoredKey(sid).place === 'second');
}

/** What was stored where the log begins, for a log of which older events are not known. */
export function seedSessions(index: SessionIndex, horizon: Horizon, seq: number, at: number): void {
  for (const { session, version, ...stored } of horizon.sessions) {
    const sid = storedKey(stored.sid, stored.place);
    if (!index.bySid.has(sid)) add(index, { ...nothing, seq, at, kind: 'kept', sid, session, version });
  }
}

const nothing = {
  session: null,
  version: null,
  request: null,
  base: null,
  before: null,
  beforeVersion: null,
  calledSeq: -1,
} as const;

function takeAnswer(index: SessionIndex, event: Extract<LogEvent, { type: 'store-answered' }>): void {
  const called = index.openCalls.get(event.call);
  index.openCalls.delete(event.call);
  if (event.error !== null) return;
  if (event.operation === 'clear') emptyStore(index, event);
  if (event.sid === null) return;
  const entry = {
    ...nothing,
    seq: event.seq,
    at: event.at,
    sid: event.sid,
    request: event.request,
    calledSeq: called?.seq ?? event.seq,
  };
  const current = index.bySid.get(event.sid)?.entries.at(-1);
  switch (event.operation) {
    case 'set':
      add(index, {
        ...entry,
        kind: 'write',
        session: called?.session ?? event.after,
        version: event.version,
        base: called?.base ?? null,
        ...storedUntil(called, current),
      });
      return;
    case 'touch':
      if (event.after !== null)
        add(index, { ...entry, kind: 'touch', session: event.after, version: event.version });
      return;
    case 'destroy':
      if (current && current.session !== null) add(index, { ...entry, kind: 'destroy' });
      return;
    case 'get':
      if (event.version === null && event.found === null && current && current.session !== null)
        add(index, { ...entry, kind: 'vanished' });
      else if (event.found !== null && !current?.session)
        add(index, { ...entry, kind: 'kept', session: event.found, version: event.version });
      return;
    default:
  }
}

/** What a write replaced: what was stored when it was called, or what another one left there before it was answered. */
function storedUntil(
  called: Extract<LogEvent, { type: 'store-called' }> | undefined,
  current: StoreEntry | undefined,
): Pick<StoreEntry, 'before' | 'beforeVersion'> {
  if (current && current.seq > (called?.seq ?? Number.POSITIVE_INFINITY))
    return { before: current.session, beforeVersion: current.version };
  return { before: called?.before ?? null, beforeVersion: called?.beforeVersion ?? null };
}

function add(index: SessionIndex, entry: StoreEntry): void {
  let history = index.bySid.get(entry.sid);
  if (!history) {
    history = { sid: entry.sid, ordinal: index.count++, entries: [] };
    index.bySid.set(entry.sid, history);
    index.histories.push(history);
  }
  history.entries.push(entry);
  index.entries.push(entry);
  const before = index.alive.size;
  if (entry.session === null) index.alive.delete(entry.sid);
  else index.alive.add(entry.sid);
  if (index.alive.size !== before) index.population.push({ seq: entry.seq, alive: index.alive.size });
}

function emptyStore(index: SessionIndex, event: LogEvent): void {
  index.openCalls.clear();
  vanish(index, event, () => true);
}

function vanish(index: SessionIndex, { seq, at }: LogEvent, isGone: (sid: string) => boolean): void {
  for (const sid of index.alive)
    if (isGone(sid)) add(index, { ...nothing, seq, at, kind: 'vanished', sid, calledSeq: seq });
}

const isForgotten = (history: SessionHistory | undefined, first: number): boolean => {
  const last = history?.entries.at(-1);
  return last !== undefined && last.seq < first && last.session === null;
};

/** Moves past sessions that were gone before `first`. Amortised O(1). */
export function passSessions(index: SessionIndex, first: number): void {
  while (isForgotten(index.histories[index.firstHistory], first)) index.firstHistory++;
}

/** Frees what is older than `first`. */
export function forgetSessions(index: SessionIndex, first: number): void {
  for (const { sid } of index.histories.splice(0, index.firstHistory)) index.bySid.delete(sid);
  index.firstHistory = 0;
  forgetBefore(index.population, first);
  const stale = index.entries.findIndex(({ seq }) => seq >= first);
  index.entries.splice(0, stale === -1 ? index.entries.length : stale);
  for (const { entries } of index.histories) forgetBefore(entries, first);
}

/** The change of that session that holds at `seq`. */
export const entryAt = (index: SessionIndex, sid: string, seq: number): StoreEntry | undefined =>
  itemAt(index.bySid.get(sid)?.entries ?? [], seq);

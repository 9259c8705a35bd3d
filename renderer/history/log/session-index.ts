import type { LogEvent } from '../../../server/contract/events/events.ts';
import type { StoreChange, World } from '../../../server/log/world.ts';
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
  readonly byHand: boolean;
  /** Somebody did it who is not the lab. */
  readonly isFromOutside: boolean;
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
  entries: [],
  population: [],
  openCalls: new Map(),
});

/** Takes one event into the histories: `changes` is what it did to the world's stored sessions. */
export function extendSessions(
  index: SessionIndex,
  event: LogEvent,
  changes: readonly StoreChange[],
  { sessions }: Pick<World, 'sessions'>,
): void {
  if (event.type === 'lab-started') index.openCalls.clear();
  else if (event.type === 'store-called') index.openCalls.set(event.call, event);
  const called = event.type === 'store-answered' ? takeCall(index, event.call) : undefined;
  for (const change of changes) add(index, entryOf(index, event, change, called));
  if (changes.length > 0) countStored(index, event.seq, sessions.size);
}

function countStored(index: SessionIndex, seq: number, alive: number): void {
  if ((index.population.at(-1)?.alive ?? 0) !== alive) index.population.push({ seq, alive });
}

/** What was stored where the log begins, for a log of which older events are not known. */
export function seedSessions(
  index: SessionIndex,
  { sessions }: Pick<World, 'sessions'>,
  seq: number,
  at: number,
): void {
  for (const [sid, { session, version }] of sessions) {
    add(index, { ...nothing, seq, at, kind: 'kept', sid, session, version });
  }
  countStored(index, seq, sessions.size);
}

const nothing = {
  session: null,
  version: null,
  request: null,
  byHand: false,
  isFromOutside: false,
  base: null,
  before: null,
  beforeVersion: null,
  calledSeq: -1,
} as const;

type Called = Extract<LogEvent, { type: 'store-called' }>;

function takeCall({ openCalls }: SessionIndex, call: number): Called | undefined {
  const called = openCalls.get(call);
  openCalls.delete(call);
  return called;
}

function entryOf(
  index: SessionIndex,
  event: LogEvent,
  { key, before, after }: StoreChange,
  called: Called | undefined,
): StoreEntry {
  const kind = kindOf(event, after !== undefined);
  const entry = {
    ...nothing,
    seq: event.seq,
    at: event.at,
    kind,
    sid: key,
    session: after?.session ?? null,
    version: after?.version ?? null,
    calledSeq: called?.seq ?? event.seq,
  };
  if (event.type === 'store-outside') {
    const beforeVersion = before?.version ?? null;
    const isSame = after !== undefined && after.version === beforeVersion;
    return {
      ...entry,
      kind: isSame ? 'touch' : kind,
      isFromOutside: true,
      base: beforeVersion,
      before: before?.session ?? null,
      beforeVersion,
    };
  }
  if (event.type !== 'store-answered') return entry;
  const by = { ...entry, request: event.request, byHand: event.byHand === true };
  if (kind !== 'write') return by;
  const current = index.bySid.get(key)?.entries.at(-1);
  return { ...by, base: called?.base ?? null, ...storedUntil(called, current) };
}

/** How a change came about. A load tells what was there before anybody here asked, and what is there no more. */
function kindOf(event: LogEvent, isStored: boolean): StoreEntryKind {
  if (event.type === 'store-outside') return isStored ? 'write' : 'destroy';
  const operation = event.type === 'store-answered' ? event.operation : null;
  if (!isStored) return operation === 'destroy' ? 'destroy' : 'vanished';
  if (operation === 'set') return 'write';
  return operation === 'touch' ? 'touch' : 'kept';
}

/** What a write replaced: what was stored when it was called, or what another one left there before it was answered. */
function storedUntil(
  called: Called | undefined,
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

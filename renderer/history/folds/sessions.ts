import type { Change } from '../../../server/contract/events/events.ts';
import { itemAt, lastAtOrBefore } from '../log/by-seq.ts';
import type { EventLog } from '../log/event-log.ts';
import { entryAt, type SessionHistory, type StoreEntry } from '../log/session-index.ts';
import { changesBetween, expiryOf, parseSession } from './json.ts';
import type { Loss } from './losses.ts';
import { backInWords, lossOfWrite } from './losses-of.ts';

/** One change of a stored session, with what it changed against the one before. */
export type WriteView = {
  readonly sid: string;
  readonly seq: number;
  readonly at: number;
  readonly kind: StoreEntry['kind'];
  readonly request: string | null;
  readonly byHand: boolean;
  /** Somebody did it who is not the lab. */
  readonly isFromOutside: boolean;
  readonly version: number | null;
  /** The version that the writer had read. */
  readonly base: number | null;
  readonly value: unknown;
  readonly previous: unknown;
  readonly changes: readonly Change[];
  /** When it expires, in ms since 1970 on the lab's clock; null for never or unknown. */
  readonly expires: number | null;
};

/** A stored session at a cursor. `last` is the newest change, maybe a touch; `written` the newest that wrote it whole. */
export type SessionView = { readonly sid: string; readonly last: WriteView; readonly written: WriteView };

/** The store at a cursor: the sessions last used come first, and `count` says how many there are in all. */
export type StoreView = { readonly count: number; readonly sessions: readonly SessionView[] };

/** A session that was left alone for longer than this comes in the order of its first write instead. */
const walkedAtMost = 5000;

/** What is stored at `seq`; at most `limit` sessions, those changed last first. */
export function storeAt(log: EventLog, seq: number, limit = 100): StoreView {
  const { entries, population, bySid } = log.sessions;
  const sessions: SessionView[] = [];
  const seen = new Set<string>();
  const count = itemAt(population, seq)?.alive ?? 0;
  const wanted = Math.min(limit, count);
  const take = (sid: string) => {
    if (seen.has(sid)) return;
    seen.add(sid);
    const view = sessionAt(log, sid, seq);
    if (view) sessions.push(view);
  };
  const newest = lastAtOrBefore(entries, seq);
  const oldest = Math.max(0, newest - walkedAtMost);
  for (let i = newest; i >= oldest && sessions.length < wanted; i--) take(entries[i]?.sid ?? '');
  for (const sid of bySid.keys()) {
    if (sessions.length >= wanted) break;
    take(sid);
  }
  return { count, sessions };
}

const sessionViews = new WeakMap<StoreEntry, SessionView>();

/** That session as stored at `seq`; undefined when it was not. The same object while nothing changes. */
export function sessionAt(log: EventLog, sid: string, seq: number): SessionView | undefined {
  const history = log.sessions.bySid.get(sid);
  const entry = entryAt(log.sessions, sid, seq);
  if (!history || !entry || entry.session === null) return undefined;
  const known = sessionViews.get(entry);
  if (known) return known;
  const view = { sid, last: viewOf(history, entry), written: viewOf(history, lastWrite(history, entry)) };
  sessionViews.set(entry, view);
  return view;
}

function lastWrite({ entries }: SessionHistory, entry: StoreEntry): StoreEntry {
  for (let i = lastAtOrBefore(entries, entry.seq); i >= 0; i--) {
    const earlier = entries[i];
    if (earlier && earlier.kind !== 'touch') return earlier;
  }
  return entry;
}

const writeViews = new WeakMap<StoreEntry, WriteView>();

function viewOf(history: SessionHistory, entry: StoreEntry): WriteView {
  const known = writeViews.get(entry);
  if (known) return known;
  const value = parseSession(entry.session);
  const before = parseSession(textBefore(history, entry));
  const { sid, seq, at, kind, request, byHand, isFromOutside, version, base } = entry;
  const changes = changesBetween(before, value);
  const view = {
    sid,
    seq,
    at,
    kind,
    request,
    byHand,
    isFromOutside,
    version,
    base,
    value,
    previous: before,
    changes,
    expires: expiryOf(value),
  };
  writeViews.set(entry, view);
  return view;
}

/** What was stored before; where the log no longer says, what the writer saw, or for a touch the same. */
function textBefore(history: SessionHistory, entry: StoreEntry): string | null {
  if (entry.kind === 'kept') return entry.session;
  const earlier = itemAt(history.entries, entry.seq - 1);
  if (earlier) return earlier.session;
  return entry.kind === 'touch' ? entry.session : entry.before;
}

/** How many changes that session had up to `seq`. */
export const historyLength = (log: EventLog, sid: string, seq: number): number =>
  lastAtOrBefore(log.sessions.bySid.get(sid)?.entries ?? [], seq) + 1;

/** One row of a session's history, by its place from 0, how it was undone if that had happened by `seq`, or for a while. */
export function historyRow(
  log: EventLog,
  sid: string,
  place: number,
  seq: number,
): { write: WriteView; loss: Loss | null; back: string | null } | undefined {
  const history = log.sessions.bySid.get(sid);
  const entry = history?.entries[place];
  if (!history || !entry) return undefined;
  const loss = lossOfWrite(history, entry.seq);
  const back = backInWords(history, entry.seq) ?? null;
  return { write: viewOf(history, entry), loss: loss && loss.seq <= seq ? loss : null, back };
}

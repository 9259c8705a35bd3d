import type { AnomalyEventBody, Change, ObserverEvent } from '../contract/events/events.ts';
import {
  createLineage,
  type Lineage,
  type LineageWrite,
  takeNext,
  takeWrite,
} from '../contract/lost-writes.ts';
import { createNewcomers } from './newcomers.ts';

/** What goes wrong between requests, found in the events of an app as they happen. */
export type AnomalyFinder = {
  /** What an event makes known. */
  take(event: ObserverEvent): readonly AnomalyEventBody[];
};

type SessionWrite = LineageWrite & { readonly request: string | null };

/** What is remembered of one stored session. */
type Followed = {
  lineage: Lineage<SessionWrite>;
  /** The text of versions that somebody may have a copy of. */
  texts: Map<number, string>;
  destroyedBy: { request: string | null } | null;
};

type Called = Extract<ObserverEvent, { type: 'store-called' }>;
type Answered = Extract<ObserverEvent, { type: 'store-answered' }>;

/** Sessions, and versions of one, that are remembered. */
const mostSessions = 2_000;
const mostTexts = 32;
const nothing: readonly AnomalyEventBody[] = [];

/**
 * Finds lost updates (the one rule of `lost-writes.ts`), lost deletes, saves over what was not read, and two sessions for
 * one browser. What is compared is compared only where a save has overwritten what it had not read.
 */
export function createAnomalyFinder(): AnomalyFinder {
  let sessions = new Map<string, Followed>();
  /** Those used before: what is used of them comes over, the rest goes with the next change. */
  let older = new Map<string, Followed>();
  const calls = new Map<number, Called>();
  const newcomers = createNewcomers();

  const follow = (key: string): Followed => {
    const young = sessions.get(key);
    if (young !== undefined) return young;
    const known = older.get(key) ?? { lineage: createLineage(), texts: new Map(), destroyedBy: null };
    sessions.set(key, known);
    if (sessions.size > mostSessions) {
      older = sessions;
      sessions = new Map();
    }
    return known;
  };

  const answered = (event: Answered): readonly AnomalyEventBody[] => {
    const called = calls.get(event.call);
    calls.delete(event.call);
    const { sid, place, error, operation } = event;
    if (error !== null) return nothing;
    if (operation === 'clear') {
      sessions.clear();
      older.clear();
    }
    if (sid === null) return nothing;
    const followed = follow(place === undefined ? sid : `${sid} ${place}`);
    if (operation === 'get' && event.found !== null && typeof event.foundVersion === 'number') {
      remember(followed, event.foundVersion, event.found);
    } else if (operation === 'destroy') {
      followed.lineage = createLineage();
      followed.texts.clear();
      followed.destroyedBy = { request: event.request };
    } else if (operation === 'set' && called !== undefined && event.version !== null) {
      const lost = saved(followed, called, event.version, sid);
      const twice = newcomers.saved(event.request, sid);
      return twice === null ? lost : [...lost, twice];
    }
    return nothing;
  };

  return {
    take: (event) => {
      switch (event.type) {
        case 'store-called':
          if (event.operation === 'set') calls.set(event.call, event);
          return nothing;
        case 'store-answered':
          return answered(event);
        case 'arrived':
        case 'session':
        case 'responded':
        case 'aborted':
          newcomers.take(event);
          return nothing;
        default:
          return nothing;
      }
    },
  };
}

function remember({ texts }: Followed, version: number, text: string): void {
  if (texts.has(version)) return;
  texts.set(version, text);
  if (texts.size > mostTexts) texts.delete(texts.keys().next().value ?? -1);
}

function saved(
  followed: Followed,
  called: Called,
  version: number,
  sid: string,
): readonly AnomalyEventBody[] {
  const { request, base, session, beforeVersion, place } = called;
  const { lineage, destroyedBy } = followed;
  if (session !== null) remember(followed, version, session);
  // Mostly who saves had read what is stored: then there is nothing to compare.
  if (destroyedBy === null && takeNext(lineage, writeOf(followed, called, version))) return nothing;
  const found: AnomalyEventBody[] = [];
  const tell = (
    kind: AnomalyEventBody['kind'],
    other: string | null,
    more: Partial<Pick<AnomalyEventBody, 'paths' | 'undone'>> = {},
  ) =>
    found.push({
      type: 'anomaly',
      kind,
      request,
      other,
      sid,
      paths: [],
      ...more,
      ...(place !== undefined && { place }),
    });

  followed.destroyedBy = null;
  if (destroyedBy !== null && base !== null && beforeVersion === null && destroyedBy.request !== request)
    tell('lost delete', destroyedBy.request);
  const overwritten = lineage.stored?.write;
  const { lost, back } = takeWrite(lineage, writeOf(followed, called, version));
  for (const { write, paths } of lost) tell('lost update', write.request, { paths });
  for (const write of back)
    if (write.request !== request) tell('lost update', write.request, { undone: true });
  const isStale = overwritten !== undefined && base !== null && overwritten.version > base;
  if (isStale && lost.length === 0 && overwritten.request !== request)
    tell('stale base', overwritten.request);
  return found;
}

/** What it changed is found out where it is asked for: mostly nobody asks. */
function writeOf({ texts }: Followed, { request, base, session }: Called, version: number): SessionWrite {
  const copy = base === null ? null : texts.get(base);
  return {
    version,
    base,
    by: request,
    request,
    changes: () => (copy === undefined ? [] : changesOf(leavesOf(copy), leavesOf(session))),
    valueAt: (path) => leavesOf(session).get(path),
  };
}

type Leaves = ReadonlyMap<string, unknown>;

/** Every value of a session's data by its path, the cookie left out: it moves by itself. */
function leavesOf(text: string | null): Leaves {
  const leaves = new Map<string, unknown>();
  if (text === null) return leaves;
  const { cookie: _, ...data }: Record<string, unknown> = Object(parsed(text));
  collect(data, '', leaves);
  return leaves;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function collect(value: unknown, path: string, into: Map<string, unknown>): void {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (inner.length > 0)
    for (const [key, one] of inner) collect(one, path === '' ? key : `${path}.${key}`, into);
  else if (path !== '') into.set(path, typeof value === 'object' ? JSON.stringify(value) : value);
}

function changesOf(before: Leaves, after: Leaves): Change[] {
  const changes: Change[] = [];
  for (const [path, value] of before)
    if (after.get(path) !== value)
      changes.push({ path, before: value, ...(after.has(path) && { after: after.get(path) }) });
  for (const [path, value] of after) if (!before.has(path)) changes.push({ path, after: value });
  return changes;
}

import type { Change } from '../../../server/contract/events.ts';
import { requestLabel } from '../log/lane.ts';
import type { StoreEntry } from '../log/session-index.ts';
import { dataChangesBetween, leavesOf, parseSession } from './json.ts';

/** A write or a destroy that another request's save undid. `seq` is the undoing save, `lostSeq` what it undid. */
export type Loss = {
  readonly kind: 'lost update' | 'lost delete';
  readonly sid: string;
  readonly seq: number;
  readonly lostSeq: number;
  readonly lostVersion: number | null;
  readonly by: string | null;
  readonly overwrittenBy: string | null;
  readonly overwritingVersion: number | null;
  readonly paths: readonly string[];
  readonly sentence: string;
};

/** What has been found out about one session's writes, grown entry by entry. */
export type LossState = {
  /** seq of the newest entry taken. */
  upTo: number;
  readonly losses: Loss[];
  readonly byLostSeq: Map<number, Loss>;
  /** Writes that nobody has undone so far, oldest first. */
  standing: StoreEntry[];
  readonly byVersion: Map<number, StoreEntry>;
  lastDestroy: StoreEntry | null;
};

export const createLossState = (): LossState => ({
  upTo: -2,
  losses: [],
  byLostSeq: new Map(),
  standing: [],
  byVersion: new Map(),
  lastDestroy: null,
});

/**
 * Takes the next change of a session into account.
 *
 * **Lost update.** Request R saves over a version newer than the one its copy came from. For each write W by another
 * request that lies between: W is lost when, at a path that W changed (against W's own base; the cookie's moving expiry
 * left out) and that still held W's value, there is another value after R's save; or when both changed the same number
 * from the same value (a count that is not there yet begins at 1), for then one of the two changes is missing even if
 * the values agree. A save over W that leaves all W wrote in place loses nothing.
 *
 * **Lost delete** (logout undone). R saves a copy it had loaded, after another request destroyed the session.
 *
 * Each write is lost once: to the first save that undid it.
 */
export function takeEntry(state: LossState, entry: StoreEntry): void {
  state.upTo = entry.seq;
  if (entry.kind === 'write') takeWrite(state, entry);
  if (entry.kind === 'destroy') state.lastDestroy = entry;
  if (entry.session === null) {
    state.standing = [];
    state.byVersion.clear();
  } else if (entry.version !== null && entry.kind !== 'touch') state.byVersion.set(entry.version, entry);
}

function takeWrite(state: LossState, write: StoreEntry): void {
  const destroyed = state.lastDestroy;
  state.lastDestroy = null;
  if (destroyed && write.base !== null && write.beforeVersion === null && destroyed.request !== write.request)
    record(state, lostDelete(destroyed, write));
  const base = write.base ?? -1;
  if (write.beforeVersion !== null && base < write.beforeVersion) {
    const lost = state.standing.flatMap((earlier) => {
      const paths = isUnread(earlier, write) ? lostPaths(state, earlier, write) : [];
      return paths.length > 0 ? [{ earlier, paths }] : [];
    });
    for (const { earlier, paths } of lost) record(state, lostUpdate(earlier, write, paths));
    const gone = new Set(lost.map(({ earlier }) => earlier));
    state.standing = state.standing.filter((earlier) => !gone.has(earlier));
  }
  state.standing.push(write);
}

const isUnread = (earlier: StoreEntry, write: StoreEntry): boolean =>
  earlier.request !== write.request && (earlier.version ?? 0) > (write.base ?? -1);

function lostPaths(state: LossState, earlier: StoreEntry, write: StoreEntry): string[] {
  const writeBase = leavesOf(baseOf(state, write));
  const written = leavesOf(parseSession(write.session));
  const before = leavesOf(parseSession(write.before));
  const base = baseOf(state, earlier);
  if (base === undefined) return [];
  return dataChangesBetween(base, parseSession(earlier.session))
    .filter((change) => {
      const now = written.get(change.path);
      const then = before.get(change.path);
      if (then === change.after && now !== change.after) return true;
      const isCountedFromTheSame = isCount(change) && writeBase.get(change.path) === change.before;
      return (
        isCountedFromTheSame && typeof now === 'number' && (now !== change.before || then !== change.before)
      );
    })
    .map(({ path }) => path);
}

/** A number that was changed, or that began at 1: what counts something. */
const isCount = ({ before, after }: Change): boolean =>
  typeof after === 'number' && (typeof before === 'number' || (before === undefined && after === 1));

/** What the writer's copy was when it was made: empty for a new session, undefined when no longer known. */
function baseOf(state: LossState, entry: StoreEntry): unknown {
  if (entry.base === null) return {};
  const kept = state.byVersion.get(entry.base);
  if (kept) return parseSession(kept.session);
  return entry.base === entry.beforeVersion ? parseSession(entry.before) : undefined;
}

function record(state: LossState, loss: Loss): void {
  state.losses.push(loss);
  state.byLostSeq.set(loss.lostSeq, loss);
}

const lossOf = (lost: StoreEntry, write: StoreEntry) => ({
  sid: write.sid,
  seq: write.seq,
  lostSeq: lost.seq,
  lostVersion: lost.version,
  by: lost.request,
  overwrittenBy: write.request,
  overwritingVersion: write.version,
});

const lostUpdate = (lost: StoreEntry, write: StoreEntry, paths: string[]): Loss => ({
  ...lossOf(lost, write),
  kind: 'lost update',
  paths,
  sentence: `${requestLabel(write.request)} saved over version ${lost.version} without having read it: what ${requestLabel(lost.request)} wrote to ${pathsInWords(paths)} is gone.`,
});

const lostDelete = (lost: StoreEntry, write: StoreEntry): Loss => ({
  ...lossOf(lost, write),
  kind: 'lost delete',
  paths: [],
  sentence: `${requestLabel(write.request)} saved its old copy after ${requestLabel(lost.request)} had destroyed the session: it is stored again, as if nobody had logged out.`,
});

function pathsInWords(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).map((path) => `\`${path}\``);
  const more = paths.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : (all[0] ?? '');
}

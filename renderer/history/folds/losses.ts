import type { Change } from '../../../server/contract/events/events.ts';
import { requestLabel } from '../log/lane.ts';
import type { StoreEntry } from '../log/session-index.ts';
import { dataChangesBetween, type Leaves, leavesOfSession } from './json.ts';

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

/** A write that nobody has undone so far. What it changed is found out when another one comes over it. */
type Standing = { readonly write: StoreEntry; changes: readonly Change[] | null };

/** What has been found out about one session's writes, grown entry by entry. */
export type LossState = {
  /** seq of the newest entry taken. */
  upTo: number;
  readonly losses: Loss[];
  readonly byLostSeq: Map<number, Loss>;
  /** By version, the oldest first. */
  standing: Standing[];
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
  if (write.beforeVersion !== null && base < write.beforeVersion) undo(state, write);
  let place = state.standing.length;
  while (place > 0 && versionAt(state, place - 1) > versionOf(write)) place--;
  state.standing.splice(place, 0, { write, changes: null });
}

const versionOf = ({ version }: StoreEntry): number => version ?? 0;

const versionAt = ({ standing }: LossState, place: number): number => {
  const at = standing[place];
  return at === undefined ? -1 : versionOf(at.write);
};

/** Finds the writes that this one, whose copy is older than they are, has undone. */
function undo(state: LossState, write: StoreEntry): void {
  let unread = state.standing.length;
  while (versionAt(state, unread - 1) > (write.base ?? -1)) unread--;
  if (unread === state.standing.length) return;
  const over: Overwriting = {
    base: leavesOfSession(baseOf(state, write) ?? null),
    before: leavesOfSession(write.before),
    after: leavesOfSession(write.session),
  };
  for (const standing of state.standing.splice(unread)) {
    const { write: earlier } = standing;
    const isOther = earlier.request !== write.request;
    const paths = isOther ? lostPaths(changesOf(state, standing), over) : [];
    if (paths.length > 0) record(state, lostUpdate(earlier, write, paths));
    else state.standing.push(standing);
  }
}

/** A save over what others wrote: what its copy was, what was stored, and what is stored after it. */
type Overwriting = { readonly base: Leaves; readonly before: Leaves; readonly after: Leaves };

const lostPaths = (changes: readonly Change[], over: Overwriting): string[] =>
  changes.filter((change) => isLost(change, over)).map(({ path }) => path);

function isLost(change: Change, { base, before, after }: Overwriting): boolean {
  const now = after.get(change.path);
  const then = before.get(change.path);
  if (then === change.after && now !== change.after) return true;
  const isCountedFromTheSame = isCount(change) && base.get(change.path) === change.before;
  return isCountedFromTheSame && typeof now === 'number' && (now !== change.before || then !== change.before);
}

function changesOf(state: LossState, standing: Standing): readonly Change[] {
  standing.changes ??= changesMade(state, standing.write);
  return standing.changes;
}

/** What a write changed in its copy; nothing where it is no longer known what that was. */
function changesMade(state: LossState, write: StoreEntry): Change[] {
  const base = baseOf(state, write);
  if (base === undefined) return [];
  return dataChangesBetween(leavesOfSession(base), leavesOfSession(write.session));
}

/** A number that was changed, or that began at 1: what counts something. */
const isCount = ({ before, after }: Change): boolean =>
  typeof after === 'number' && (typeof before === 'number' || (before === undefined && after === 1));

/** What the writer's copy was when it was made, as text: null for a new session, undefined when no longer known. */
function baseOf(state: LossState, entry: StoreEntry): string | null | undefined {
  if (entry.base === null) return null;
  const kept = state.byVersion.get(entry.base);
  if (kept) return kept.session;
  return entry.base === entry.beforeVersion ? entry.before : undefined;
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

import {
  createLineage,
  type Lineage,
  type LineageWrite,
  takeWrite,
} from '../../../server/contract/lost-writes.ts';
import { callerLabel, requestLabel } from '../log/lane.ts';
import type { StoreEntry } from '../log/session-index.ts';
import { dataChangesBetween, leavesOfSession } from './json.ts';

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

type SessionWrite = LineageWrite & { readonly entry: StoreEntry };

/** What has been found out about one session's writes, grown entry by entry. */
export type LossState = {
  /** seq of the newest entry taken. */
  upTo: number;
  /** By what is stored at the end of the log, in the order of the undoing. */
  losses: Loss[];
  readonly byLostSeq: Map<number, Loss>;
  /** Writes that were overwritten for a while: they are in what is stored after all. In a sentence, by their seq. */
  readonly backBySeq: Map<number, string>;
  lineage: Lineage<SessionWrite>;
  readonly byVersion: Map<number, StoreEntry>;
  lastDestroy: StoreEntry | null;
};

export const createLossState = (): LossState => ({
  upTo: -2,
  losses: [],
  byLostSeq: new Map(),
  backBySeq: new Map(),
  lineage: createLineage(),
  byVersion: new Map(),
  lastDestroy: null,
});

/**
 * Takes the next change of a session into account.
 *
 * **Lost update.** As the contract has it (`lost-writes.ts`): a write that is not in the ancestry of what is stored, and
 * whose change is not in there. The cookie's moving expiry is left out.
 *
 * **Lost delete** (logout undone). A request saves a copy it had loaded, after another request destroyed the session.
 *
 * Each write is lost once: to the save that undid it last.
 */
export function takeEntry(state: LossState, entry: StoreEntry): void {
  state.upTo = entry.seq;
  if (entry.kind === 'write') takeStored(state, entry);
  if (entry.kind === 'destroy') state.lastDestroy = entry;
  if (entry.session === null) {
    state.lineage = createLineage();
    state.byVersion.clear();
  } else if (entry.version !== null && entry.kind !== 'touch') state.byVersion.set(entry.version, entry);
}

function takeStored(state: LossState, entry: StoreEntry): void {
  const destroyed = state.lastDestroy;
  state.lastDestroy = null;
  if (destroyed && entry.base !== null && entry.beforeVersion === null && destroyed.request !== entry.request)
    record(state, lostDelete(destroyed, entry));
  const { lost, back } = takeWrite(state.lineage, writeOf(state, entry));
  for (const { write, paths } of lost) record(state, lostUpdate(write.entry, entry, paths));
  for (const { entry: earlier } of back) takeBack(state, earlier, entry);
}

/** A write, with what it changed found out when it is asked for: where it is no longer known what its copy was, nothing. */
function writeOf(state: LossState, entry: StoreEntry): SessionWrite {
  const base = baseOf(state, entry);
  return {
    entry,
    version: entry.version ?? 0,
    base: entry.base,
    by: entry.request,
    changes: () =>
      base === undefined ? [] : dataChangesBetween(leavesOfSession(base), leavesOfSession(entry.session)),
    valueAt: (path) => leavesOfSession(entry.session).get(path),
  };
}

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
  state.backBySeq.delete(loss.lostSeq);
}

function takeBack(state: LossState, earlier: StoreEntry, entry: StoreEntry): void {
  const loss = state.byLostSeq.get(earlier.seq);
  if (loss === undefined) return;
  state.losses = state.losses.filter((one) => one !== loss);
  state.byLostSeq.delete(earlier.seq);
  state.backBySeq.set(
    earlier.seq,
    `${requestLabel(loss.overwrittenBy)} overwrote version ${earlier.version} for a while: ${callerLabel(entry)} had read it, and saved what came of it.`,
  );
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
  sentence: `${callerLabel(write)} saved over version ${lost.version} without having read it: what ${callerLabel(lost)} wrote to ${pathsInWords(paths)} is gone.`,
});

const lostDelete = (lost: StoreEntry, write: StoreEntry): Loss => ({
  ...lossOf(lost, write),
  kind: 'lost delete',
  paths: [],
  sentence: `${callerLabel(write)} saved its old copy after ${callerLabel(lost)} had destroyed the session: it is stored again, as if nobody had logged out.`,
});

function pathsInWords(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).map((path) => `\`${path}\``);
  const more = paths.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : (all[0] ?? '');
}

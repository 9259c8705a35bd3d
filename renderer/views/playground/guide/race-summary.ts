import type { Loss } from '../../../history/folds/losses.ts';
import { lossesOf } from '../../../history/folds/losses-of.ts';
import { newestLanes } from '../../../history/folds/requests.ts';
import type { EventLog } from '../../../history/log/event-log.ts';
import type { Lane } from '../../../history/log/lane.ts';

/** What became of the writes of requests that were fired together, to so many `sessions`. `first`: the loss to look at first. */
export type RaceSummary = {
  writes: number;
  sessions: number;
  lost: number;
  undoneDeletes: number;
  first: Loss | null;
};

const lookedAt = 2000;

/** How the group of requests that the cursor is at fared in the end; null when none was fired, or none of it wrote. */
export function raceSummary(log: EventLog, seq: number): RaceSummary | null {
  const lanes = groupAt(log, seq);
  if (lanes.length < 2) return null;
  const requests = new Set(lanes.map(({ request }) => request));
  const sids = new Set(lanes.flatMap(({ segments }) => segments.flatMap(({ sid }) => sid ?? [])));
  const losses = [...sids]
    .flatMap((sid) => lossesOfSession(log, sid))
    .filter(({ by }) => by !== null && requests.has(by));
  const writes = lanes.reduce((sum, lane) => sum + writesOf(lane), 0);
  if (writes === 0) return null;
  const updates = losses.filter(({ kind }) => kind === 'lost update');
  return {
    writes,
    sessions: sids.size,
    lost: updates.length,
    undoneDeletes: losses.length - updates.length,
    first: losses.toSorted((a, b) => a.seq - b.seq)[0] ?? null,
  };
}

/** The summary as a sentence. */
export function summaryWords({ writes, sessions, lost, undoneDeletes }: RaceSummary): string {
  const undone = undoneDeletes > 0 ? ' A destroy was undone.' : '';
  if (lost === 0 && undone !== '') return undone.trim();
  if (lost === 0 && writes > 1 && sessions === writes)
    return `All ${count(writes)} writes are kept: each went to a session of its own.`;
  if (lost === 0) return `All ${count(writes)} writes are kept.`;
  return `${count(lost)} of ${count(writes)} writes ${lost === 1 ? 'was' : 'were'} lost.${undone}`;
}

const count = (number: number): string => number.toLocaleString('en');

/** The whole group of the newest request that had begun at `seq`, those of it that began later too. */
function groupAt(log: EventLog, seq: number): Lane[] {
  const begun = newestLanes(log, seq, lookedAt);
  const newest = begun.find((lane) => lane.redirectOf === null);
  const group = newest?.group ?? null;
  if (newest === undefined || group === null) return [];
  const all = log.lanes.lanes;
  const place = newest.ordinal - (all[0]?.ordinal ?? 0);
  return all.slice(Math.max(0, place - lookedAt), place + lookedAt).filter((lane) => lane.group === group);
}

const writesOf = ({ segments }: Lane): number =>
  segments.filter(
    ({ step, toSeq, error }) => (step === 'save' || step === 'destroy') && error === null && toSeq !== null,
  ).length;

function lossesOfSession(log: EventLog, sid: string): readonly Loss[] {
  const history = log.sessions.bySid.get(sid);
  return history ? lossesOf(history) : [];
}

import type { LogEvent } from '../../../server/contract/events/events.ts';
import { lastAtOrBefore } from '../log/by-seq.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Lane } from '../log/lane.ts';
import type { SessionHistory } from '../log/session-index.ts';
import { createLossState, type Loss, type LossState, takeEntry } from './losses.ts';

/** One state for each history, grown when it is asked for: sessions that nobody looks at cost nothing. */
const states = new WeakMap<SessionHistory, { state: LossState; oldest: number }>();

function stateOf(history: SessionHistory): LossState {
  const oldest = history.entries[0]?.seq ?? -1;
  let known = states.get(history);
  // After older entries were forgotten one starts anew, so that they are not held in memory from here.
  if (!known || known.oldest !== oldest) {
    known = { state: createLossState(), oldest };
    states.set(history, known);
  }
  const { state } = known;
  for (let i = lastAtOrBefore(history.entries, state.upTo) + 1; i < history.entries.length; i++) {
    const entry = history.entries[i];
    if (entry) takeEntry(state, entry);
  }
  return state;
}

/** Every write of that session that was undone, in the order of the undoing. */
export const lossesOf = (history: SessionHistory): readonly Loss[] => stateOf(history).losses;

/** How the write (or destroy) answered at `seq` was undone, if it was. */
export const lossOfWrite = (history: SessionHistory, seq: number): Loss | undefined =>
  stateOf(history).byLostSeq.get(seq);

/** In words, how the write answered at `seq` was overwritten for a while and is there after all; undefined for any other. */
export const backInWords = (history: SessionHistory, seq: number): string | undefined =>
  stateOf(history).backBySeq.get(seq);

/** The requests at the other end of what was lost here: whose writes this event undid, and who undid the write it is. */
export function rivalsAt(log: EventLog, event: LogEvent): readonly string[] {
  const history = 'sid' in event && event.sid !== null ? log.sessions.bySid.get(event.sid) : undefined;
  if (!history) return [];
  const undone = lossesOf(history).filter(({ seq }) => seq === event.seq);
  return [lossOfWrite(history, event.seq)?.overwrittenBy, ...undone.map(({ by }) => by)].filter(
    (request) => request !== null && request !== undefined,
  );
}

/** What that request lost, and what it undid, up to `seq`. */
export function lossesOfRequest(
  log: EventLog,
  lane: Lane,
  seq: number,
): { lost: readonly Loss[]; undid: readonly Loss[] } {
  const sids = new Set(
    lane.segments.flatMap(({ sid, step }) => (sid !== null && step !== 'load' ? [sid] : [])),
  );
  const losses = [...sids].flatMap((sid) => {
    const history = log.sessions.bySid.get(sid);
    return history ? lossesAmong(history, lane) : [];
  });
  const until = losses.filter((loss) => loss.seq <= seq);
  return {
    lost: until.filter(({ by }) => by === lane.request),
    undid: until.filter(({ overwrittenBy }) => overwrittenBy === lane.request),
  };
}

function lossesAmong(history: SessionHistory, lane: Lane): Loss[] {
  const { losses, byLostSeq } = stateOf(history);
  const own = lane.segments.flatMap(({ toSeq }) => {
    const loss = toSeq === null ? undefined : byLostSeq.get(toSeq);
    return loss ? [loss] : [];
  });
  const from = lastAtOrBefore(losses, lane.firstSeq - 1) + 1;
  const to = lastAtOrBefore(losses, lane.lastSeq);
  return [
    ...own,
    ...losses.slice(from, to + 1).filter(({ overwrittenBy }) => overwrittenBy === lane.request),
  ];
}

/** Every loss of the log up to `seq`, newest first, at most `limit` sessions deep. For an overview, not for each frame. */
export function newestLoss(log: EventLog, seq: number, limit = 50): Loss | undefined {
  let newest: Loss | undefined;
  for (const history of log.sessions.histories.slice(-limit)) {
    const { losses } = stateOf(history);
    const loss = losses[lastAtOrBefore(losses, seq)];
    if (loss && loss.seq > (newest?.seq ?? -1)) newest = loss;
  }
  return newest;
}

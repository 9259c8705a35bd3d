import type { AnomalyKind } from '../../contract/races/races.ts';
import type { Ending } from '../held/held-run.ts';
import type { Trace } from '../held/schedule.ts';
import type { InitialState } from '../initial-state.ts';
import { lostWrites } from './lost-writes.ts';
import { type SessionsLeft, sessionsLeft } from './sessions-left.ts';
import { type ChangesOf, type Removal, valueAt, type Write, writesOf } from './writes.ts';

/** The most that any order of one request after the other leaves. */
export type SerialBounds = {
  /** New sessions, by browser. */
  begun: ReadonlyMap<string, number>;
  orphans: number;
};

export type Anomaly = { kind: AnomalyKind; words: string };

type Case = {
  trace: Trace;
  ending: Ending;
  initialState: InitialState;
  bounds: SerialBounds;
  writes: readonly Write[];
  removals: readonly Removal[];
  left: SessionsLeft;
  name(place: number): string;
};

/** What tells each kind, in a run that ended as no serial order does, from the gravest on; words when it fits. */
const describers: ReadonlyArray<{ kind: AnomalyKind; describe(found: Case): string | null }> = [
  { kind: 'lost delete', describe: lostDelete },
  { kind: 'lost update', describe: lostUpdate },
  { kind: 'duplicate session', describe: duplicateSession },
  { kind: 'orphan session', describe: orphanSession },
];

export function describeAnomaly(given: {
  trace: Trace;
  ending: Ending;
  initialState: InitialState;
  bounds: SerialBounds;
  changesOf: ChangesOf;
}): Anomaly {
  const { trace, ending, initialState, changesOf } = given;
  const found: Case = {
    ...given,
    ...writesOf(trace, changesOf),
    left: sessionsLeft(trace, ending, initialState),
    name: (place) => initialState.raceRequests[place]?.id ?? '?',
  };
  for (const { kind, describe } of describers) {
    const words = describe(found);
    if (words !== null) return { kind, words };
  }
  return { kind: 'stale read', words: staleRead(found) };
}

function lostDelete({ removals, writes, ending, name }: Case): string | null {
  for (const removal of removals) {
    const back = writes.find(
      ({ sid, step, isNew, base }) =>
        sid === removal.sid && isNew && step > removal.step && base < removal.step,
    );
    if (back === undefined || !(removal.sid in ending.store)) continue;
    return `${name(removal.place)} destroyed the session, and ${name(back.place)} brought it back: it saved the copy that it had loaded before.`;
  }
  return null;
}

function lostUpdate({ writes, removals, name }: Case): string | null {
  const { lost: found, back } = lostWrites(writes, removals);
  const [first] = found;
  if (first !== undefined) {
    return `${name(first.write.place)}’s write of ${first.path} is lost: ${name(first.over.place)} saved its older copy over it.`;
  }
  const [brought] = back;
  if (brought !== undefined) {
    return `${name(brought.write.place)}’s write of ${brought.path} was overwritten for a while: ${name(brought.over.place)} saved its older copy over it, and then ${name(brought.by.place)}, which had read it.`;
  }
  for (const over of writes) {
    for (const lost of writes) {
      const isUnread = lost.sid === over.sid && lost.step > over.base && lost.step < over.step;
      if (!isUnread || lost.place === over.place) continue;
      if (removals.some(({ sid, step }) => sid === lost.sid && step > lost.step && step < over.step))
        continue;
      const gone = lost.changes.find(
        ({ path, after }) =>
          over.changes.some((change) => change.path === path) ||
          // What the overwriting save left out is lost, whoever happens to write the same once more.
          JSON.stringify(valueAt(over.text, path)) !== JSON.stringify(after),
      );
      if (gone === undefined) continue;
      return `${name(lost.place)}’s write of ${gone.path} is lost: ${name(over.place)} saved its older copy over it.`;
    }
  }
  return null;
}

function duplicateSession({ left, bounds, name, trace }: Case): string | null {
  for (const [browser, sids] of left.begun) {
    const most = bounds.begun.get(browser) ?? 0;
    if (sids.length <= most) continue;
    const makers = new Set(
      trace
        .filter(({ sid, kind }) => kind === 'save' && sids.includes(sid ?? ''))
        .map(({ place }) => name(place)),
    );
    const shared = most === 0 ? 'none would have been begun' : `there would have been ${most}`;
    return `${browser} got ${sids.length} new sessions, by ${listed([...makers])}; one after the other, ${shared}.`;
  }
  return null;
}

function orphanSession({ left, bounds }: Case): string | null {
  if (left.orphans.length <= bounds.orphans) return null;
  const isOne = left.orphans.length === 1;
  return `${isOne ? 'Session' : 'Sessions'} ${listed(left.orphans)} ${isOne ? 'is' : 'are'} stored, and no browser holds a cookie for ${isOne ? 'it' : 'them'}.`;
}

function staleRead({ writes, trace, name }: Case): string {
  for (const write of writes) {
    const reader = trace.find(
      ({ place, kind, sid }, step) =>
        kind === 'load' &&
        sid === write.sid &&
        place !== write.place &&
        step < write.step &&
        write.changes.length > 0 &&
        trace.some((later, at) => later.place === place && at > write.step),
    );
    if (reader === undefined) continue;
    return `${name(reader.place)} answered from the copy that it had loaded before ${name(write.place)} saved.`;
  }
  return 'What the requests answered, taken together, fits no order of one after the other.';
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

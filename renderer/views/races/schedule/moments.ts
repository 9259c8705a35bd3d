import type { RaceLook, RaceStepKind, RaceStepSeen } from '../../../../server/contract/races/races.ts';
import { parseSession } from '../../../history/folds/json.ts';
import { lastSeq } from '../../../history/folds/position.ts';
import { createLog, receive } from '../../../history/log/event-log.ts';
import type { LogState } from '../../../history/slices/log-slice.ts';

const logs = new WeakMap<RaceLook, LogState>();

/** A look's events as a log that the timeline and the folds can read; the same one for the same look. */
export function logOfLook(look: RaceLook): LogState {
  const known = logs.get(look);
  if (known) return known;
  const logged = { log: receive(createLog(), look.log), revision: 1 };
  logs.set(look, logged);
  return logged;
}

/** The event at which so many steps of the look have been made. */
export function seqOfPosition(look: RaceLook, position: number): number {
  const step = look.steps[position - 1];
  if (step) return step.seq;
  return seqBeforeSteps(look);
}

/** The race has begun and no step was made: the event before the first one at the first step's time. */
function seqBeforeSteps(look: RaceLook): number {
  const { events } = look.log;
  const first = look.steps[0];
  if (!first) return lastSeq(logOfLook(look).log);
  const place = events.findLastIndex(({ seq }) => seq <= first.seq);
  const at = events[place]?.at ?? 0;
  return events.findLast((event) => event.at < at)?.seq ?? events[0]?.seq ?? 0;
}

/** How many steps had been made at that event. */
export const positionOfSeq = ({ steps }: RaceLook, seq: number): number =>
  steps.filter((step) => step.seq <= seq).length;

/** What a step is, in words. */
export const stepWords: Readonly<Record<RaceStepKind, (request: string) => string>> = {
  load: (request) => `${request} reads the session from the store, and has a copy of its own from now on.`,
  work: (request) => `${request}’s handler works on its copy.`,
  save: (request) => `${request} writes its whole copy into the store.`,
  touch: (request) => `${request} renews the session’s expiry; the data is not written.`,
  destroy: (request) => `${request} removes the session from the store.`,
  read: (request) => `${request} asks the store about all sessions.`,
};

export type StoreDiff = { sid: string; before: unknown; after: unknown; hasChanged: boolean };

/** Each session that was stored before or after the step, as values. */
export function storeDiff({ before, after }: Pick<RaceStepSeen, 'before' | 'after'>): StoreDiff[] {
  const sids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return sids.map((sid) => {
    const [old, now] = [before[sid] ?? null, after[sid] ?? null];
    return { sid, before: parseSession(old), after: parseSession(now), hasChanged: old !== now };
  });
}

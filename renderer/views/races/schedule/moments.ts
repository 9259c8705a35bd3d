import type { RaceLook, RaceStepKind } from '../../../../server/contract/races/races.ts';
import { lastSeq } from '../../../history/folds/position.ts';
import { type LogState, logOfMessage } from '../../../history/history.ts';

const logs = new WeakMap<RaceLook, LogState>();

/** A look's events as a log that the timeline and the folds can read; the same one for the same look. */
export function logOfLook(look: RaceLook): LogState {
  const known = logs.get(look);
  if (known) return known;
  const logged = logOfMessage(look.log);
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

const stepWords: Readonly<Record<RaceStepKind, (request: string) => string>> = {
  load: (request) => `${request} reads the session from the store, and has a copy of its own from now on.`,
  work: (request) => `${request}’s handler works on its copy.`,
  save: (request) => `${request} writes its whole copy into the store.`,
  touch: (request) => `${request} renews the session’s expiry; the data is not written.`,
  destroy: (request) => `${request} removes the session from the store.`,
  read: (request) => `${request} asks the store about all sessions.`,
};

/** What the step that was made last is, in words. */
export function wordsAt({ steps }: RaceLook, position: number): string {
  const step = steps[position - 1];
  return step ? stepWords[step.kind](step.request) : 'The race is about to begin.';
}

/** The event that the store is held against at that step: the end of the one before; at the start, the start itself. */
export const sinceOf = (look: RaceLook, position: number): number =>
  seqOfPosition(look, Math.max(0, position - 1));

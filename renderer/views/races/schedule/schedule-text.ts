import { raceSteps, type StepLabel } from '../../../../server/contract/races/races.ts';

/** A schedule as it is copied: `A.load B.load A.work …`. */
export const scheduleText = (schedule: readonly StepLabel[]): string => schedule.join(' ');

export type ReadSchedule =
  | { ok: true; schedule: StepLabel[] }
  /** `at`: the label's place from 0. */
  | { ok: false; at: number; message: string };

/**
 * A schedule as it is pasted: labels with anything between them that is no part of one, so that what `race --json` prints
 * can be pasted too. Whether a step can move there only a run can tell.
 */
export function readSchedule(text: string, requests: readonly string[]): ReadSchedule {
  const words = text.split(/[\s,;"'[\]→>]+/).filter(Boolean);
  if (words.length === 0)
    return {
      ok: false,
      at: 0,
      message: 'Paste labels such as A.load B.load A.work; there are none in this.',
    };
  for (const [at, word] of words.entries()) {
    const message = problemOf(word, requests);
    if (message !== null) return { ok: false, at, message: `Step ${at + 1}, “${word}”: ${message}` };
  }
  return { ok: true, schedule: words };
}

function problemOf(word: string, requests: readonly string[]): string | null {
  const [request, step, ...more] = word.split('.');
  if (request === undefined || step === undefined || more.length > 0)
    return 'expected a request and its step, such as A.load.';
  if (!requests.includes(request)) return `there is no request ${request}; there are ${requests.join(', ')}.`;
  if (!raceSteps.some((kind) => kind === step))
    return `${step} is no step; steps are ${raceSteps.join(', ')}.`;
  return null;
}

import { raceSteps, type StepLabel } from '../../../../server/contract/races/races.ts';
import { type PageProblem, type PageRefused, pageProblem, refuseOnPage } from '../../../page-problems.ts';

/** A schedule as it is copied: `A.load B.load A.work …`. */
export const scheduleText = (schedule: readonly StepLabel[]): string => schedule.join(' ');

/** What is wrong is at a label's place, `[3]`. */
export type ReadSchedule = { ok: true; schedule: StepLabel[] } | PageRefused;

/**
 * A schedule as it is pasted: labels with anything between them that is no part of one, so that what `race --json` prints
 * can be pasted too. Whether a step can move there only a run can tell.
 */
export function readSchedule(text: string, requests: readonly string[]): ReadSchedule {
  const labels = text.split(/[\s,;"'[\]→>]+/).filter(Boolean);
  if (labels.length === 0) return refuseOnPage('no-labels', '', {});
  for (const [place, label] of labels.entries()) {
    const problem = problemOf(label, place, requests);
    if (problem !== null) return { ok: false, problem };
  }
  return { ok: true, schedule: labels };
}

function problemOf(label: string, place: number, known: readonly string[]): PageProblem | null {
  const at = `[${place}]`;
  const [request, step, ...more] = label.split('.');
  if (request === undefined || step === undefined || more.length > 0)
    return pageProblem('no-label', at, { place, label });
  if (!known.includes(request)) return pageProblem('label-of-nobody', at, { place, label, request, known });
  if (!raceSteps.some((kind) => kind === step))
    return pageProblem('label-of-no-step', at, { place, label, step });
  return null;
}

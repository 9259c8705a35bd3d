import {
  type FaultPatch,
  type Faults,
  noFaults,
  patchFaults,
} from '../../../../server/contract/faults/faults.ts';
import { type LabConfig, labParts } from '../../../../server/contract/options/lab-config.ts';
import type { Scenario, Step } from '../../../../server/contract/scenario/scenario.ts';
import type { SequenceStep } from '../requests/requests-slice.ts';

/**
 * What the playground can hold of a scenario. `faults`: what is wrong when its first request is sent. `leftOut`: the steps
 * that it cannot hold, in words.
 */
export type PlaygroundSetUp = {
  config: LabConfig;
  /** Source of its own handler; null for none. */
  handler: string | null;
  faults: Faults;
  sequence: SequenceStep[];
  leftOut: string | null;
};

/** A scenario's lab, what is wrong with it from the start, and its requests. Secrets that its file does not give are `own`. */
export function playgroundSetUp(
  { lab: given, steps }: Scenario,
  givesSecret: boolean,
  own: readonly string[] | null,
): PlaygroundSetUp {
  const { config: lab, handler } = labParts(given);
  const sequence = steps.flatMap((step): SequenceStep[] =>
    'send' in step ? [{ send: step.send }] : 'together' in step ? [{ together: step.together }] : [],
  );
  const leading = leadingFaults(steps);
  const secret = givesSecret ? lab.options.secret : own && [...own];
  return {
    config: { ...lab, options: { ...lab.options, secret } },
    handler,
    faults: leading.reduce(patchFaults, noFaults),
    sequence,
    leftOut: leftOutWords(steps, leading.length),
  };
}

/** What goes wrong before anything else is done. */
function leadingFaults(steps: readonly Step[]): FaultPatch[] {
  const end = steps.findIndex((step) => !('fault' in step));
  return steps
    .slice(0, end < 0 ? steps.length : end)
    .flatMap((step) => ('fault' in step ? [step.fault] : []));
}

/** Which steps the playground has no place for; null where all of it is there. `taken`: how many of the first it has. */
function leftOutWords(steps: readonly Step[], taken: number): string | null {
  const left = steps.flatMap((step, index) => {
    const kind = Object.keys(step)[0] ?? '';
    return index < taken || kind === 'send' || kind === 'together' ? [] : [`${index + 1} (${kind})`];
  });
  if (left.length === 0) return null;
  return `Left out: step${left.length === 1 ? '' : 's'} ${left.join(', ')}; Lessons run them all.`;
}

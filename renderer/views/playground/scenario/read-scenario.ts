import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import type { RequestSpecInput } from '../../../../server/contract/requests.ts';
import type { Scenario, Step } from '../../../../server/contract/scenario/scenario.ts';

/** What the playground can hold of a scenario. `leftOut`: the steps that it cannot, in words. */
export type PlaygroundSetUp = {
  config: LabConfig;
  requests: RequestSpecInput[];
  leftOut: string | null;
};

/** A scenario's lab and requests. Secrets that its file does not give are `own`. */
export function playgroundSetUp(
  { lab, steps }: Scenario,
  givesSecret: boolean,
  own: readonly string[],
): PlaygroundSetUp {
  const requests = steps.flatMap((step) =>
    'send' in step ? [step.send] : 'together' in step ? step.together : [],
  );
  const secret = givesSecret ? lab.options.secret : [...own];
  return { config: { ...lab, options: { ...lab.options, secret } }, requests, leftOut: leftOutWords(steps) };
}

/** Which steps the playground has no place for, and what becomes of groups; null where all of it is there. */
function leftOutWords(steps: readonly Step[]): string | null {
  const kinds = steps.map((step) => Object.keys(step)[0] ?? '');
  const left = kinds.flatMap((kind, index) =>
    kind === 'send' || kind === 'together' ? [] : [`${index + 1} (${kind})`],
  );
  const isGrouped = kinds.includes('together');
  const sentences = [
    ...(left.length === 0
      ? []
      : [`Left out: step${left.length === 1 ? '' : 's'} ${left.join(', ')}; Lessons run them all.`]),
    ...(isGrouped ? ['What is sent together stands one by one: “Run together” sends all at once.'] : []),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}

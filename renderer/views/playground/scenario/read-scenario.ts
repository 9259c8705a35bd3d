import { problemLine, problemsOf } from '../../../../server/contract/input/problems.ts';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import type { RequestSpecInput } from '../../../../server/contract/requests.ts';
import { scenarioSchema } from '../../../../server/contract/scenario/scenario.ts';

export type ReadScenario =
  | { ok: true; title: string; config: LabConfig; browsers: string[]; requests: RequestSpecInput[] }
  | { ok: false; message: string };

/** A scenario file's lab, browsers and requests, or what is wrong with it and where. Secrets that it does not give are `own`. */
export function readScenario(text: string, own: readonly string[]): ReadScenario {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return { ok: false, message: 'This is not JSON; a scenario is a JSON file.' };
  }
  const parsed = scenarioSchema.safeParse(given);
  if (!parsed.success) {
    const [problem] = problemsOf(parsed.error, scenarioSchema);
    return { ok: false, message: problem ? problemLine(problem) : 'This is no scenario.' };
  }
  const { title, lab, browsers, steps } = parsed.data;
  const requests = steps.flatMap((step) =>
    'send' in step ? [step.send] : 'together' in step ? step.together : [],
  );
  const secret = givesSecret(given) ? lab.options.secret : [...own];
  const config = { ...lab, options: { ...lab.options, secret } };
  return { ok: true, title, config, browsers, requests };
}

const givesSecret = (given: unknown): boolean => {
  const member = (of: unknown, key: string): unknown =>
    typeof of === 'object' && of !== null
      ? Object.entries(of).find(([name]) => name === key)?.[1]
      : undefined;
  return ['lab', 'options', 'secret'].reduce(member, given) !== undefined;
};

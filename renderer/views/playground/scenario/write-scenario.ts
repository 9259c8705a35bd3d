import { type Faults, noFaults, patchBetween } from '../../../../server/contract/faults/faults.ts';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import type { RequestSpecInput } from '../../../../server/contract/requests.ts';
import {
  type ScenarioInput,
  scenarioFormat,
  scenarioSchema,
} from '../../../../server/contract/scenario/scenario.ts';

type Situation = {
  config: LabConfig;
  faults: Faults;
  browsers: readonly string[];
  sequence: readonly RequestSpecInput[];
  /** What Fire would send; used when there is no sequence. */
  fire: { request: RequestSpecInput; together: number; stagger: number } | null;
};

const togetherAtMost = 200;

/**
 * What is set up on screen as a scenario file: the lab, the browsers, and the sequence or what Fire would send. Secrets
 * stay here, as a file is passed on: who opens it keeps their own.
 */
export function writeScenario({ config, faults, browsers, sequence, fire }: Situation): string {
  const { secret: _, ...options } = config.options;
  const fault = patchBetween(noFaults, faults);
  const scenario: ScenarioInput = {
    format: scenarioFormat,
    title: 'From the playground',
    lab: { ...config, options, apps: config.apps.map(({ secret: __, ...app }) => app) },
    browsers: [...browsers],
    steps: [
      ...(fault === null ? [] : [{ fault }]),
      ...(sequence.length > 0 ? sequence.map((send) => ({ send })) : stepsOf(fire)),
    ],
  };
  scenarioSchema.parse(scenario);
  return `${JSON.stringify(scenario, null, 2)}\n`;
}

function stepsOf(fire: Situation['fire']): ScenarioInput['steps'] {
  if (fire === null) return [{ wait: 0 }];
  const { request, together, stagger } = fire;
  if (together === 1) return [{ send: request }];
  const count = Math.min(together, togetherAtMost);
  return [{ together: Array.from({ length: count }, (_, i) => ({ ...request, after: i * stagger })) }];
}

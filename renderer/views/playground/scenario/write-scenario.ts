import { type Faults, noFaults, patchBetween } from '../../../../server/contract/faults/faults.ts';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import type { RequestSpecInput } from '../../../../server/contract/requests.ts';
import { reachesOwnHandler } from '../../../../server/contract/scenario/own-handler.ts';
import {
  type ScenarioInput,
  scenarioFormat,
  scenarioSchema,
  scenarioText,
} from '../../../../server/contract/scenario/scenario.ts';
import type { SequenceStep } from '../requests/requests-slice.ts';

type Situation = {
  config: LabConfig;
  /** One's own handler in the lab; null for none. */
  handler: string | null;
  faults: Faults;
  browsers: readonly string[];
  sequence: readonly SequenceStep[];
  /** What was done in the lab, without its secrets; used when there is no sequence. */
  done: ScenarioInput | null;
  /** What Fire would send; used when nothing was done. */
  fire: { request: RequestSpecInput; together: number; stagger: number } | null;
};

/**
 * The lab with the sequence, else with what was done in it, else with what Fire would send, as a scenario file. Secrets
 * stay here, as a file is passed on: who opens it keeps their own.
 */
export function writeScenario(situation: Situation): string {
  const { sequence, done, fire } = situation;
  const scenario =
    sequence.length === 0 && done !== null
      ? { ...done, title, ...labOf(done.lab ?? {}, changesSecret(done)) }
      : setUpNow(situation, sequence.length > 0 ? sequence.map(written) : stepsOf(fire));
  scenarioSchema.parse(scenario);
  return scenarioText(scenario);
}

const title = 'From the playground';

function setUpNow(
  { config, handler, faults, browsers }: Situation,
  steps: ScenarioInput['steps'],
): ScenarioInput {
  const fault = patchBetween(noFaults, faults);
  return {
    format: scenarioFormat,
    title,
    ...labOf({ ...config, ...(handler !== null && reachesOwnHandler(steps) && { handler }) }, false),
    browsers: [...browsers],
    steps: [...(fault === null ? [] : [{ fault }]), ...steps],
  };
}

/** Stand-ins stay where a step changes the secret, which would mean nothing without them. */
const changesSecret = ({ steps }: ScenarioInput): boolean =>
  steps.some((step) => 'configure' in step && 'secret' in step.configure);

function labOf(lab: NonNullable<ScenarioInput['lab']>, keepsSecrets: boolean): Pick<ScenarioInput, 'lab'> {
  if (keepsSecrets) return { lab };
  return {
    lab: { ...lab, options: withoutSecret(lab.options ?? {}), apps: (lab.apps ?? []).map(withoutSecret) },
  };
}

/** That there is none is no secret. */
const withoutSecret = <Given extends { secret?: unknown }>(given: Given): Omit<Given, 'secret'> => {
  const { secret, ...others } = given;
  return secret === null ? given : others;
};

const togetherAtMost = 200;

function stepsOf(fire: Situation['fire']): ScenarioInput['steps'] {
  if (fire === null) return [{ wait: 0 }];
  const { request, together, stagger } = fire;
  if (together === 1) return [{ send: request }];
  const count = Math.min(together, togetherAtMost);
  return [{ together: Array.from({ length: count }, (_, i) => ({ ...request, after: i * stagger })) }];
}

const written = (step: SequenceStep): ScenarioInput['steps'][number] =>
  'send' in step ? step : { together: [...step.together] };

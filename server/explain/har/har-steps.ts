import type { RequestSpecInput } from '../../contract/requests.ts';
import type { ScenarioInput } from '../../contract/scenario/scenario.ts';
import { type RequestStep, requestStep } from '../requests/request-step.ts';
import { sentFrom } from '../requests/site-of.ts';
import type { NamedExchange } from './follow-session.ts';

export type HarSteps = {
  /** The requests as the scenario has them. */
  requests: RequestStep[];
  steps: ScenarioInput['steps'];
  /** The names of those that overlapped, by group. */
  together: string[][];
  /** Those that no scenario sends. */
  leftOut: NamedExchange[];
};

const mostTogether = 200;
/** ms that a request may take or wait in a scenario; longer ones only make the run longer. */
const longest = 5000;

/** ms; starts are recorded in whole ones, so that what follows a redirect seems to begin before it has ended. */
const precision = 1;

/** Exchanges that overlap, directly or by others between them, in the order in which they began. */
function overlapping(exchanges: readonly NamedExchange[]): NamedExchange[][] {
  const groups: NamedExchange[][] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const exchange of exchanges) {
    const group = groups.at(-1);
    if (group !== undefined && exchange.start < until - precision && group.length < mostTogether)
      group.push(exchange);
    else groups.push([exchange]);
    until = Math.max(until, exchange.start + exchange.took);
  }
  return groups;
}

/** The steps of a scenario: one after the other, and together what overlapped. */
export function harSteps(exchanges: readonly NamedExchange[]): HarSteps {
  const leftOut: NamedExchange[] = [];
  const together: string[][] = [];
  const requests: RequestStep[] = [];
  const steps = overlapping(exchanges).flatMap((group): ScenarioInput['steps'] => {
    const [first] = group;
    const specs = group.flatMap((exchange): RequestSpecInput[] => {
      const { id, request, start, waited } = exchange;
      const after = Math.min(longest, Math.round(start - (first?.start ?? start)));
      const timing = group.length === 1 ? {} : { after, work: Math.min(longest, Math.round(waited)) };
      const step = requestStep(request, sentFrom(request), { id, ...timing });
      if (step === null) leftOut.push(exchange);
      else requests.push(step);
      return step === null ? [] : [step.spec];
    });
    if (specs.length > 1) {
      together.push(specs.flatMap(({ id }) => id ?? []));
      return [{ together: specs }];
    }
    return specs.map((send) => ({ send }));
  });
  return { requests, steps, together, leftOut };
}

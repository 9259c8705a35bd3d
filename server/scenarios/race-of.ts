import { type Problem, type Refused, type Result, refuse } from '../contract/errors.ts';
import { labParts } from '../contract/options/lab-config.ts';
import { mostRaceRequests, type RaceSpec } from '../contract/races/races.ts';
import type { RequestSpec } from '../contract/requests.ts';
import type { Scenario, Step } from '../contract/scenario/scenario.ts';
import { notBeforeRace, partsOf } from '../contract/scenario/steps.ts';

/**
 * The race in a scenario: the first `together` of two or more requests, with the steps before it. What comes after it has
 * no part in it, nor have times (`after`, `work`): every order is looked at.
 */
export function raceOf(scenario: Scenario): Result<{ race: RaceSpec }> {
  const { browsers, steps } = scenario;
  const { config, handler } = labParts(scenario.lab);
  const apart = beyondOneApp(scenario);
  if (apart !== null) return apart;
  const place = steps.findIndex((step) => 'together' in step && step.together.length > 1);
  const step = steps[place];
  if (step === undefined || !('together' in step)) return nothingToRace(steps);
  for (const [index, one] of steps.slice(0, place).entries()) {
    const refused = notBeforeRace(one);
    if (refused !== null) return refuse(refused, `steps[${index}].${partsOf(one).kind}`, {});
  }
  const { together } = step;
  const at = `steps[${place}].together`;
  if (together.length > mostRaceRequests) {
    return refuse('too-many-to-race', at, { most: mostRaceRequests, found: together.length });
  }
  return {
    ok: true,
    race: {
      lab: config,
      handler,
      browsers,
      before: steps.slice(0, place),
      requests: named(together.map(timeless)),
    },
  };
}

/** Problems of a race where they stand in the scenario it was taken from: `requests[0].path` is `steps[2].together[0].path`. */
export const inScenario = ({ before }: Pick<RaceSpec, 'before'>, problems: readonly Problem[]): Problem[] =>
  problems.map((problem) => ({
    ...problem,
    at: problem.at
      .replace(/^handler$/, 'lab.handler')
      .replace(/^before(?=\[)/, 'steps')
      .replace(/^requests\b/, `steps[${before.length}].together`),
  }));

/** What a race has no eyes for: it holds the steps of one app on one store. Which steps may come before it, the race says. */
function beyondOneApp({ lab }: Scenario): Refused | null {
  if (lab.instances > 1) return refuse('race-in-one-process', 'lab.instances', {});
  if (lab.apps.length > 0) return refuse('race-of-one-app', 'lab.apps', {});
  return null;
}

function nothingToRace(steps: readonly Step[]): Refused {
  const place = steps.findIndex((step) => 'together' in step);
  return place === -1
    ? refuse('nothing-to-race', 'steps', { found: 'none' })
    : refuse('nothing-to-race', `steps[${place}].together`, { found: 'one' });
}

const timeless = ({ work: _, ...request }: RequestSpec): RequestSpec => ({ ...request, after: 0 });

const letters = Array.from({ length: 26 }, (_, place) => String.fromCharCode(65 + place));

/** A request without an id gets the letter of its place, or the next that none has. */
function named(requests: readonly RequestSpec[]): RequestSpec[] {
  const taken = new Set(requests.flatMap(({ id }) => id ?? []));
  return requests.map((request, place) => {
    if (request.id !== undefined) return request;
    const id = letters.slice(place).find((letter) => !taken.has(letter)) ?? `R${place + 1}`;
    taken.add(id);
    return { ...request, id };
  });
}

import type { InputProblem } from '../contract/input/problems.ts';
import { mostRaceRequests, type RaceSpec } from '../contract/races/races.ts';
import type { RequestSpec } from '../contract/requests.ts';
import type { Scenario, Step } from '../contract/scenario/scenario.ts';
import { notBeforeRace, partsOf } from '../contract/scenario/steps.ts';

export type RaceOf = { ok: true; race: RaceSpec } | { ok: false; problem: InputProblem };

/**
 * The race in a scenario: the first `together` of two or more requests, with the steps before it. What comes after it has
 * no part in it, nor have times (`after`, `work`): every order is looked at.
 */
export function raceOf(scenario: Scenario): RaceOf {
  const { lab, browsers, steps } = scenario;
  const apart = beyondOneApp(scenario);
  if (apart !== null) return { ok: false, problem: apart };
  const place = steps.findIndex((step) => 'together' in step && step.together.length > 1);
  const step = steps[place];
  if (step === undefined || !('together' in step)) return { ok: false, problem: nothingToRace(steps) };
  for (const [index, one] of steps.slice(0, place).entries()) {
    const refused = notBeforeRace(one);
    if (refused !== null) return refuse(`steps[${index}].${partsOf(one).kind}`, refused);
  }
  const { together } = step;
  const at = `steps[${place}].together`;
  if (together.length > mostRaceRequests) {
    return refuse(at, `expected at most ${mostRaceRequests} requests to race, found ${together.length}`);
  }
  return {
    ok: true,
    race: {
      lab,
      handler: null,
      browsers,
      before: steps.slice(0, place),
      requests: named(together.map(timeless)),
    },
  };
}

/** Where a place inside the race stands in the scenario it was taken from: `requests[0].path` is `steps[2].together[0].path`. */
export const pathInScenario = ({ before }: Pick<RaceSpec, 'before'>, at: string): string =>
  at.replace(/^before(?=\[)/, 'steps').replace(/^requests\b/, `steps[${before.length}].together`);

const refuse = (at: string, message: string): RaceOf => ({ ok: false, problem: { at, message } });

/** What a race has no eyes for: it holds the steps of one app on one store. Which steps may come before it, the race says. */
function beyondOneApp({ lab }: Scenario): InputProblem | null {
  if (lab.instances > 1) return { at: 'lab.instances', message: 'a race runs in one process, expected 1' };
  if (lab.apps.length > 0) {
    return { at: 'lab.apps', message: 'a race has one app, expected no others (secondApp is short for one)' };
  }
  return null;
}

function nothingToRace(steps: readonly Step[]): InputProblem {
  const place = steps.findIndex((step) => 'together' in step);
  return place === -1
    ? { at: 'steps', message: 'expected a together of two or more requests to race, found none' }
    : { at: `steps[${place}].together`, message: 'expected two or more requests to race, found one' };
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

import type { ProblemParams } from '../contract/errors.ts';
import { type RaceSpec, raceSteps } from '../contract/races/races.ts';
import type { HeldRequest } from './held/held-request.ts';
import { idOf } from './race-request.ts';

/**
 * Notes which request a worker is about, after which of its steps, where it can be read while the worker is stuck. Null
 * for none: then it is the race's own code that runs. The place of a request before the race is below 0.
 */
export function noteCurrentRequest(shared: Int32Array, heldRequest: HeldRequest | null): void {
  shared[0] = heldRequest === null ? 0 : heldRequest.raceRequest.index + 2;
  const last = heldRequest?.pending[0]?.kind ?? heldRequest?.last ?? null;
  shared[1] = last === null ? -1 : raceSteps.indexOf(last);
}

/** Who it is; null for none. */
export function whoIsAbout(mark: readonly number[], spec: RaceSpec): ProblemParams['race-stopped']['who'] {
  const [about = 0, kind = -1] = mark;
  if (about === 0) return null;
  const request = spec.requests[about - 2];
  if (request === undefined) return 'before-race';
  const id = idOf(request.id, about - 2);
  const last = raceSteps[kind];
  const [path = ''] = request.path.split('?', 1);
  return { id, method: request.method, path, after: last === undefined ? null : `${id}.${last}` };
}

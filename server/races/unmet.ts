import type { RaceOutcome, Unmet } from '../contract/races/races.ts';
import type { InitialState } from './initial-state.ts';
import { cookieFor } from './race-cookies.ts';

/** Why no two requests of a race can have met, so that nothing was raced; null where some could. */
export function unmetIn(
  { raceRequests, handler, config, jars, now }: InitialState,
  outcomes: readonly Pick<RaceOutcome, 'example' | 'anomaly'>[],
  /** Steps that are calls of the app's own: who makes one may meet whoever else does. */
  ownCalls: readonly string[] = [],
): Unmet | null {
  const steps = new Set(outcomes.flatMap(({ example }) => example));
  const calls = (id: string, kinds: readonly string[]) => kinds.some((kind) => steps.has(`${id}.${kind}`));
  if (raceRequests.filter(({ id }) => calls(id, ownCalls)).length > 1) return null;
  const callers = raceRequests.filter(({ id }) => calls(id, ['load', 'save', 'touch', 'destroy', 'read']));
  if (callers.length < 2) return 'no-steps';
  // A handler can reach any session, and who reads them all meets everybody.
  const reachesOthers = handler !== null || callers.some(({ id }) => calls(id, ['read']));
  if (reachesOthers || outcomes.some(({ anomaly }) => anomaly !== null)) return null;
  const { name } = config.options;
  const sessions = callers.flatMap((request) => sessionIn(cookieFor(request, jars, now), name) ?? []);
  const browsers = callers.map(({ spec }) => spec.browser);
  const isShared = (names: readonly string[]) => new Set(names).size < names.length;
  return isShared(browsers) || isShared(sessions) ? null : 'apart';
}

/** What a Cookie header says the session is. */
const sessionIn = (header: string | null, name: string): string | undefined =>
  header
    ?.split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

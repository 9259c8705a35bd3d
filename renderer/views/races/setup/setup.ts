import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import type { RaceSpecInput } from '../../../../server/contract/races/races.ts';
import { ownHandlerPath } from '../../../../server/contract/routes.ts';
import type { PageProblem } from '../../../page-problems.ts';
import type { Draft } from '../../../parts/requests/draft.ts';
import type { Earlier } from './from-spec.ts';
import { letterOf, type RaceRequest, readRaceRequest } from './race-request.ts';

/** `key` tells equal ones apart. */
export type EarlierStep = { readonly key: number } & Earlier;

/** All that a race is explored from, as it is edited. */
export type Setup = {
  readonly before: readonly EarlierStep[];
  readonly raceRequests: readonly RaceRequest[];
  readonly config: LabConfig;
};

/** A field that keeps the race from being run: of which request, and why. */
export type SetupProblem = { key: number; field: keyof Draft; problem: PageProblem };

export type ReadSetup = { ok: true; spec: RaceSpecInput } | { ok: false; problem: SetupProblem };

/** The race as the engine takes it. `handler`: the typed-in handler's source, sent along only where a request goes there. */
export function readSetup({ before, raceRequests, config }: Setup, handler: string | null): ReadSetup {
  const earlier = [];
  for (const one of before) {
    if ('step' in one) {
      earlier.push(one.step);
      continue;
    }
    const read = readRaceRequest(one, null);
    if (!read.ok) return { ok: false, problem: wrongAt(one.key, read) };
    earlier.push({ send: read.spec });
  }
  const requests = [];
  for (const [place, raceRequest] of raceRequests.entries()) {
    const read = readRaceRequest(raceRequest, letterOf(place));
    if (!read.ok) return { ok: false, problem: wrongAt(raceRequest.key, read) };
    requests.push(read.spec);
  }
  const all = sentBy({ before, raceRequests });
  return {
    ok: true,
    spec: {
      lab: config,
      handler: all.some(({ path }) => path.startsWith(ownHandlerPath)) ? handler : null,
      browsers: browsersOf(all),
      before: earlier,
      requests,
    },
  };
}

const wrongAt = (key: number, { field, problem }: Omit<SetupProblem, 'key'>): SetupProblem => ({
  key,
  field,
  problem,
});

/** Every request of the race and before it. */
export const sentBy = ({ before, raceRequests }: Pick<Setup, 'before' | 'raceRequests'>): Draft[] => [
  ...before.flatMap((one) => ('draft' in one ? one.draft : [])),
  ...raceRequests.map(({ draft }) => draft),
];

/** Every browser that sends something, in the order in which it first does. */
export const browsersOf = (drafts: ReadonlyArray<Pick<Draft, 'browser'>>): string[] => [
  ...new Set(drafts.map(({ browser }) => browser)),
];

/** The same text for the same race, however it was put together. */
export const keyOf = (spec: RaceSpecInput): string => JSON.stringify(spec);

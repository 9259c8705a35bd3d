import type { LabConfig } from '../../../../server/contract/lab-config.ts';
import type { RaceSpecInput } from '../../../../server/contract/races.ts';
import { ownHandlerPath } from '../../../../server/contract/routes.ts';
import type { Draft } from '../../../parts/requests/draft.ts';
import type { Earlier } from './from-spec.ts';
import { letterOf, type Racer, readRacer } from './racer.ts';

/** `key` tells equal ones apart. */
export type EarlierStep = { readonly key: number } & Earlier;

/** All that a race is explored from, as it is edited. */
export type Setup = {
  readonly before: readonly EarlierStep[];
  readonly racers: readonly Racer[];
  readonly config: LabConfig;
};

/** A field that keeps the race from being run: of which request, and why. */
export type SetupProblem = { key: number; field: keyof Draft; message: string };

export type ReadSetup = { ok: true; spec: RaceSpecInput } | { ok: false; problem: SetupProblem };

/** The race as the engine takes it. `handler`: the typed-in handler's source, sent along only where a request goes there. */
export function readSetup({ before, racers, config }: Setup, handler: string | null): ReadSetup {
  const earlier = [];
  for (const one of before) {
    if ('step' in one) {
      earlier.push(one.step);
      continue;
    }
    const read = readRacer(one, null);
    if (!read.ok) return { ok: false, problem: { ...read, key: one.key } };
    earlier.push({ send: read.spec });
  }
  const requests = [];
  for (const [place, racer] of racers.entries()) {
    const read = readRacer(racer, letterOf(place));
    if (!read.ok) return { ok: false, problem: { ...read, key: racer.key } };
    requests.push(read.spec);
  }
  const all = sentBy({ before, racers });
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

/** Every request of the race and before it. */
export const sentBy = ({ before, racers }: Pick<Setup, 'before' | 'racers'>): Draft[] => [
  ...before.flatMap((one) => ('draft' in one ? one.draft : [])),
  ...racers.map(({ draft }) => draft),
];

/** Every browser that sends something, in the order in which it first does. */
export const browsersOf = (drafts: ReadonlyArray<Pick<Draft, 'browser'>>): string[] => [
  ...new Set(drafts.map(({ browser }) => browser)),
];

/** The same text for the same race, however it was put together. */
export const keyOf = (spec: RaceSpecInput): string => JSON.stringify(spec);

import { z } from 'zod';
import type { ProblemCode } from '../errors.ts';
import { type FaultSetting, type FaultValue, oneOf, patchSchemaOf, patchShape } from './fault-row.ts';
import { type FaultTarget, faultRows, faultTargets } from './fault-rows.ts';

type Rows = typeof faultRows;

/** What is wrong at a moment, by target. A count is what is left of it. */
export type Faults = { readonly [Target in FaultTarget]: FaultValue<Rows[Target]['settings']> };

const targetPatches = {
  store: patchSchemaOf(faultRows.store).optional(),
  sender: patchSchemaOf(faultRows.sender).optional(),
  server: patchSchemaOf(faultRows.server).optional(),
  process: patchSchemaOf(faultRows.process).optional(),
  clock: patchSchemaOf(faultRows.clock).optional(),
} satisfies Record<FaultTarget, z.ZodType>;

/**
 * What to change, by target: those that are not named stay as they are, 'none' ends all of one, or of every one.
 * Operations of the store may stand by themselves, as they did when only a store could fail.
 */
export const faultPatchSchema = z.union([
  z.literal('none'),
  z
    .strictObject({ ...targetPatches, ...patchShape(faultRows.store) })
    .refine((patch) => Object.keys(patch).length > 0, {
      error: `expected ${oneOf(faultTargets)}`,
      when: ({ issues }) => issues.length === 0,
    }),
]);
export type FaultPatch = z.output<typeof faultPatchSchema>;

const settingsOf = (target: FaultTarget): Array<[string, FaultSetting]> =>
  Object.entries(faultRows[target].settings);

const nothingWrong = (target: FaultTarget) =>
  Object.fromEntries(settingsOf(target).map(([key, { none }]) => [key, none]));

const allSettings = z.strictObject(
  Object.fromEntries(
    faultTargets.map((target) => [
      target,
      z.strictObject(Object.fromEntries(settingsOf(target).map(([key, { schema }]) => [key, schema]))),
    ]),
  ),
);
/** What is wrong, as it is told: every setting of every target. */
export const faultsSchema = z.custom<Faults>((value) => allSettings.safeParse(value).success);

export const noFaults = Object.fromEntries(
  faultTargets.map((target) => [target, nothingWrong(target)]),
) as Faults;

const settingsIn = (faults: Faults, target: FaultTarget): Readonly<Record<string, unknown>> => faults[target];

export const isTargetFaulty = (faults: Faults, target: FaultTarget): boolean =>
  settingsOf(target).some(([key, { none }]) => settingsIn(faults, target)[key] !== none);

export const isFaulty = (faults: Faults): boolean =>
  faultTargets.some((target) => isTargetFaulty(faults, target));

/** What is asked of each target, that of the store's operations wherever it stands. */
function askedOf(patch: Exclude<FaultPatch, 'none'>, target: FaultTarget): 'none' | Record<string, unknown> {
  const asked = patch[target];
  if (asked === 'none') return asked;
  const { store, sender, server, process, clock, ...bare } = patch;
  const given = Object.entries({ ...(target === 'store' && bare), ...asked });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** The faults with a patch put over them. */
export function patchFaults(faults: Faults, patch: FaultPatch): Faults {
  if (patch === 'none') return noFaults;
  return Object.fromEntries(
    faultTargets.map((target) => {
      const asked = askedOf(patch, target);
      return [target, asked === 'none' ? noFaults[target] : { ...faults[target], ...asked }];
    }),
  ) as Faults;
}

/** The patch that leads from some faults to others; null where they are the same. */
export function patchBetween(before: Faults, after: Faults): FaultPatch | null {
  const changed = faultTargets.flatMap((target) => {
    const [old, now] = [settingsIn(before, target), settingsIn(after, target)];
    const keys = Object.keys(now).filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]));
    return keys.length === 0 ? [] : [[target, Object.fromEntries(keys.map((key) => [key, now[key]]))]];
  });
  if (changed.length === 0) return null;
  return isFaulty(after) ? faultPatchSchema.parse(Object.fromEntries(changed)) : 'none';
}

/** What goes wrong, in sentences: `The store takes 300 ms to save and fails to save once (The store failed).` */
export function faultsInWords(faults: Faults): string {
  const sentences = faultTargets.flatMap((target) => {
    const { subject } = faultRows[target];
    const parts = wordsOf(target, faults);
    return parts.length === 0 ? [] : [`${subject} ${parts.join('; ')}.`];
  });
  return sentences.length === 0 ? 'Everything works as it should.' : sentences.join(' ');
}

type Words = { [Target in FaultTarget]: { words(value: Faults[Target]): string[] } };
const table: Words = faultRows;
const wordsOf = <Target extends FaultTarget>(target: Target, faults: Faults): string[] =>
  table[target].words(faults[target]);

/** What a patch does, in sentences: what goes wrong from there on, and what no longer does. */
export function patchInWords(patch: FaultPatch): string[] {
  const faults = patchFaults(noFaults, patch);
  const over = patch === 'none' ? [] : faultTargets.flatMap((target) => endedWords(patch, target));
  if (over.length === 0) return [faultsInWords(faults)];
  return [isFaulty(faults) ? faultsInWords(faults) : [], `From here on ${over.join(', ')}.`].flat();
}

function endedWords(patch: Exclude<FaultPatch, 'none'>, target: FaultTarget): string[] {
  const asked = askedOf(patch, target);
  const { subject } = faultRows[target];
  if (asked === 'none') return [`nothing is wrong with ${subject.replace(/^The/, 'the')}`];
  return settingsOf(target).flatMap(([key, { none, over }]) =>
    Object.hasOwn(asked, key) && asked[key] === none ? [over] : [],
  );
}

/** What is told of a race that begins with something wrong with a target: a code, whose sentence is in server/words. */
const notRaced = {
  store: 'faulty-store-raced',
  sender: 'faulty-sender-raced',
  server: 'faulty-server-raced',
  process: 'faulty-process-raced',
  clock: 'faulty-clock-raced',
} as const satisfies Record<FaultTarget, ProblemCode>;
export type NotRaced = (typeof notRaced)[FaultTarget];

/** Why a race cannot begin with these faults; null where nothing is wrong. */
export function faultsNotRaced(faults: Faults): NotRaced | null {
  const target = faultTargets.find((one) => isTargetFaulty(faults, one));
  return target === undefined ? null : notRaced[target];
}

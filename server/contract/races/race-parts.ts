import { z } from 'zod';

/** Parts that a race is divided into at most. */
export const mostParts = 256;

/** One of so many parts of a race, from 1 on. `by`: the version of Session Playground that counts it. */
export type PartOf = { part: number; of: number; by: string };

/** `1/4`; null where it is none. */
export function parsePartOf(text: string): Pick<PartOf, 'part' | 'of'> | null {
  const [, part, of] = /^(\d{1,3})\/(\d{1,3})$/.exec(text)?.map(Number) ?? [];
  const isPart = part !== undefined && of !== undefined && part >= 1 && part <= of && of <= mostParts;
  return isPart ? { part, of } : null;
}

/** What a part of a race says of itself, so that it can be added to the others. */
export const racePartSchema = z.object({
  part: z.int().min(1),
  of: z.int().min(1).max(mostParts),
  by: z.string(),
  /** Digest of what was raced, without its secrets. */
  input: z.string(),
  /** Digest of the app's own code; empty for the built-in one. */
  code: z.string(),
  /** Digest of what it was divided by: the states that the first steps lead to. */
  division: z.string(),
  /** In how many ways like requests can be exchanged. */
  alike: z.union([z.int().min(1), z.string().regex(/^\d+$/)]),
  /** Schedules of those that were run whole which every part has run. */
  drawn: z.int().min(0),
  /** The states before the division, and at it, from which this part reaches a serial outcome, by their names. */
  hopeful: z.array(z.string()),
  /** For each outcome what it is known by in every part, and the names of the first states on the way of its example. */
  outcomes: z.array(z.object({ key: z.string(), way: z.array(z.string()) })),
});
export type RacePart = z.infer<typeof racePartSchema>;

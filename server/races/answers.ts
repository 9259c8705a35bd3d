import { z } from 'zod';
import { resultSchema } from '../contract/errors.ts';
import { isRaceLog } from '../contract/events/event-schemas.ts';
import { labConfigSchema, versionsSchema } from '../contract/options/lab-config.ts';
import { racePartSchema } from '../contract/races/race-parts.ts';
import {
  type AnomalyKind,
  anomalyKinds,
  type RaceLook,
  type RaceProgress,
  type RaceResult,
  racedAppSchema,
  unmetReasons,
} from '../contract/races/races.ts';
import type { AnswerSchemas } from '../threads/rpc.ts';
import type { RaceCalls } from './protocol.ts';

const text = z.string();
const count = z.union([z.number().min(0), text.regex(/^\d+$/)]);
const place = z.int().min(0);
const kinds = Object.keys(anomalyKinds) as [AnomalyKind, ...AnomalyKind[]];
const kind = z.enum(kinds);
const labels = z.array(text);

/** A race's result, as it is told. */
export const raceResultSchema = z.object({
  schedules: z.object({
    total: count,
    distinct: count,
    exact: z.boolean(),
    outOfOrder: count.exactOptional(),
  }),
  outcomes: z.array(
    z.object({
      id: place,
      schedules: count,
      share: z.number(),
      serial: z.boolean(),
      anomaly: kind.nullable(),
      words: text,
      store: z.record(text, z.json()),
      responses: z.array(z.object({ request: text, status: z.int(), body: text, setCookie: z.array(text) })),
      jars: z.record(text, text),
      example: labels,
      doomedAt: place.nullable(),
    }),
  ),
  anomalies: z.array(z.object({ kind, schedules: count, example: labels, outcomes: z.array(place) })),
  unmet: z.enum(unmetReasons).exactOptional(),
  verified: place,
  waited: labels.exactOptional(),
  effort: z.object({ requests: place, states: place, ms: z.number() }),
  requests: z.array(z.object({ id: text, browser: text, method: text, path: text })),
  config: labConfigSchema,
  versions: versionsSchema,
  app: racedAppSchema.optional(),
  part: racePartSchema.exactOptional(),
});

const texts = z.record(text, text);
const lookShape = z.object({
  steps: z.array(
    z.object({
      label: text,
      request: text,
      kind: z.enum(['load', 'work', 'save', 'touch', 'destroy', 'read']),
      before: texts,
      after: texts,
      seq: z.int(),
    }),
  ),
  choices: z.array(z.object({ request: text, label: text })),
  reachable: z.array(z.object({ outcome: z.int(), schedules: count })),
  outcome: place.nullable(),
  log: z.custom(isRaceLog),
});

/** How far a race is. */
export const progressSchema: z.ZodType<RaceProgress> = z.object({
  states: z.number(),
  rate: z.number(),
  done: z.number(),
  left: z.number().nullable(),
});

/**
 * What a race's thread answers. It may be a hundred thousand outcomes, so they are looked through only where a typed-in
 * handler may have made them.
 */
export const raceAnswers = (isForeign: boolean): AnswerSchemas<RaceCalls> => ({
  explore: resultSchema({
    result: z.custom<RaceResult>((value) => !isForeign || raceResultSchema.safeParse(value).success),
  }),
  look: resultSchema({
    look: z.custom<RaceLook>((value) => !isForeign || lookShape.safeParse(value).success),
  }),
  leave: z.undefined().transform(() => {}),
});

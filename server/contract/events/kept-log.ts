import { z } from 'zod';
import { faultsSchema } from '../faults/faults.ts';
import { versionsSchema } from '../options/lab-config.ts';
import {
  browser,
  byLab,
  byOthers,
  cookie,
  horizonSchema,
  isShallow,
  ofType,
  place,
} from './event-schemas.ts';
import type { LogMessage } from './events.ts';

const reason = z.enum(['unresponsive', 'crashed', 'exited', 'out-of-memory']);
const labPlace = place.unwrap().nullable();

/** What a playground tells beside: everything that a log can hold. */
const byPlayground = [
  ofType('lab-stopped', { reason, message: z.string(), requests: z.array(z.string()) }),
  ofType('browser-removed', { browser: z.string() }),
] as const;

const keptLogSchema = z.object({
  startedAt: z.number(),
  first: z.int().min(0),
  horizon: horizonSchema
    .extend({
      droppedSessions: z.int().exactOptional(),
      faults: faultsSchema.exactOptional(),
      lab: z
        .object({
          status: z.union([
            z.object({ type: z.enum(['unknown', 'running']) }),
            z.object({ type: z.literal('stopped'), reason, message: z.string() }),
          ]),
          url: z.string().nullable(),
          versions: versionsSchema.nullable(),
          disconnected: z.array(labPlace),
        })
        .exactOptional(),
      requests: z
        .array(
          z.object({
            request: z.string(),
            browser: z.boolean(),
            lab: z.enum(['current', 'replaced']).nullable(),
            place,
          }),
        )
        .exactOptional(),
    })
    .nullable(),
  events: z.array(
    z
      .discriminatedUnion('type', [...byLab, ...byOthers, ...byPlayground])
      .and(z.object({ seq: z.int(), at: z.number() })),
  ),
});

/** A log as it is kept from one start of the app to the next. */
export type KeptLog = Pick<LogMessage, 'startedAt' | 'first' | 'horizon' | 'events'>;

/** Whether a value is one: each event fits, and their places have no gap. */
export const isKeptLog = (value: unknown): value is KeptLog => {
  if (!isShallow(value)) return false;
  const read = keptLogSchema.safeParse(value);
  if (!read.success) return false;
  const { first, events } = read.data;
  return events.every(({ seq, at }, index) => seq === first + index && at >= (events[index - 1]?.at ?? 0));
};

export const keptBrowserSchema = z.object({ browser, cookies: z.array(cookie) });

import { z } from 'zod';
import { mostInstances } from '../options/lab-setting-rows.ts';
import { requestSpecSchema } from '../requests.ts';

/** How an app is started anew. What is left out is as it was, or as it really is with such a store. */
export const restartSchema = z.strictObject({
  /** Nothing is answered any more: what is under way is cut. Otherwise it is answered first. */
  kill: z.boolean().default(false),
  /** Only this instance of the main app; the others go on. */
  instance: z.int().min(1).max(mostInstances).optional(),
  /**
   * `kept` is refused of a store that is in the process, and goes with it; `lost`: the new process finds an empty one, as
   * where it comes with a disk of its own. Left out, it is what becomes of such a store.
   */
  store: z.enum(['kept', 'lost']).optional(),
  /** Options to start with; those not named stay. */
  options: z.record(z.string(), z.json()).optional(),
});
export type Restart = z.infer<typeof restartSchema>;
export type RestartInput = z.input<typeof restartSchema>;

const stepSchema = restartSchema.extend({
  /** Requests that are sent before, and are at work in their handlers, or over, when it begins. */
  while: z.array(requestSpecSchema).min(1).max(50).optional(),
});
/** `true` is a restart with nothing said of it. */
export const restartStepSchema = z.union([
  stepSchema,
  z.literal(true).transform((): z.output<typeof stepSchema> => ({ kill: false })),
]);
export type RestartStep = z.infer<typeof restartStepSchema>;

/** What happens, in words. */
export function restartWords({ kill, instance, store, options }: Restart): string {
  const who = instance === undefined ? 'the app' : `instance ${instance}`;
  const changed = Object.keys(options ?? {});
  const notes = [
    ...(store === 'lost' ? ['with an empty store'] : store === 'kept' ? ['with its store kept'] : []),
    ...(changed.length > 0 ? [`with another ${changed.join(', ')}`] : []),
  ];
  return [kill ? `${who} is killed and started anew` : `${who} is restarted`, ...notes].join(', ');
}

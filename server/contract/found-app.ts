import { z } from 'zod';

/** An app of somebody's own, as it was found: how it gave itself, and the options with which it runs. */
export const foundAppSchema = z.object({
  form: z.enum(['createApp', 'an Express app', 'a Fastify app', 'a server that listens']),
  /** Each session middleware, with the options that count for what is saved, and the class of the store that it asked for; null for the one it was given. */
  sessions: z.array(
    z.object({
      name: z.string(),
      /** Where it is not of express-session: of what. Such a one has no resave and no unset. */
      package: z.literal('@fastify/session').exactOptional(),
      resave: z.boolean().exactOptional(),
      saveUninitialized: z.boolean(),
      rolling: z.boolean(),
      unset: z.string().exactOptional(),
      store: z.string().nullable(),
    }),
  ),
});
export type FoundApp = z.infer<typeof foundAppSchema>;

/** Options that are put over those of an app, by their paths: `resave`, `cookie.maxAge`. */
export const optionChangesSchema = z.record(z.string(), z.json());
export type OptionChanges = z.infer<typeof optionChangesSchema>;

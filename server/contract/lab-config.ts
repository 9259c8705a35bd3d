import { z } from 'zod';
import { labSettingRows } from './lab-setting-rows.ts';
import { sessionOptionsSchema } from './options.ts';
import { storeConfigSchema } from './store-kinds.ts';

/** Everything a lab is built from, as plain data. */
export const labConfigSchema = z.strictObject({
  options: sessionOptionsSchema.prefault({}),
  store: storeConfigSchema.default({ kind: 'memory' }),
  /** Not an option of express-session: a queue for each session cookie, in front of it. */
  oneAtATime: labSettingRows.oneAtATime.schema.default(false),
});
export type LabConfig = z.infer<typeof labConfigSchema>;

export const defaultLabConfig = (): LabConfig => labConfigSchema.parse({});

/** The versions that are really running, for the screen and for results. */
export type Versions = { node: string; express: string; expressSession: string };

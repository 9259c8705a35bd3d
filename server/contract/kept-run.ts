import { z } from 'zod';
import type { BrowserInfo, JarCookie } from './events/events.ts';
import { isKeptLog, type KeptLog, keptBrowserSchema } from './events/kept-log.ts';
import { type LabConfig, labConfigSchema } from './options/lab-config.ts';

/** All of a lab that another start of the app can go on with. `config`: as it is told, without secrets of stores. */
export type KeptRun = {
  log: KeptLog;
  config: LabConfig;
  handler: string | null;
  browsers: ReadonlyArray<{ browser: BrowserInfo; cookies: readonly JarCookie[] }>;
  /** ms that the clock was ahead. */
  clock: number;
  /** What is stored, by session. */
  sessions: Readonly<Record<string, string>>;
};

export const keptRunSchema: z.ZodType<KeptRun> = z.strictObject({
  log: z.custom<KeptLog>(isKeptLog, 'expected a log'),
  config: labConfigSchema,
  handler: z.string().nullable(),
  browsers: z.array(keptBrowserSchema).min(1),
  clock: z.number().min(0),
  sessions: z.record(z.string(), z.string()),
});

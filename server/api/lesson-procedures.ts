import { z } from 'zod';
import { readJson } from '../contract/input/json-text.ts';
import { scenarioSchema } from '../contract/scenario/scenario.ts';
import { expectedWords } from '../scenarios/expectations/table.ts';
import { readCatalogue } from '../scenarios/read/catalogue.ts';
import { catalogueFile } from '../scenarios/read/workshop.ts';
import { record } from '../scenarios/record/record.ts';
import { runInLab } from '../scenarios/run/run-in-lab.ts';
import { asTrpcError, needConsentFor, t } from './trpc.ts';

const bare = t.procedure.input(z.undefined({ error: 'expected no input' }));

const withSecret = z.object({ lab: z.object({ options: z.object({ secret: z.json() }) }) });

/** Whether a scenario's text has secrets of its own; read, it has the default where there was none. */
function givesSecret(text: string): boolean {
  const json = readJson(text.replace(/^\uFEFF/, ''));
  return json.ok && withSecret.safeParse(json.value).success;
}

/** Lessons, scenario files, and running them in the window's lab. */
export const lessonProcedures = {
  /** The whole course, in its order. Loaded only when asked for, so that the app starts without it. */
  course: bare.query(async () => (await import('../scenarios/lessons/course.ts')).course),
  /** What was given on the command line beside it. */
  catalogue: bare.query(({ ctx }) => readCatalogue(ctx.catalogue)),

  /** Reads a file that somebody opened. Nothing is run. */
  readScenario: t.procedure
    .input(z.strictObject({ name: z.string().min(1).max(255), text: z.string() }))
    .mutation(({ input }) => {
      const file = catalogueFile(input.name, input.text);
      return { ...file, givesSecret: file.ok && givesSecret(input.text) };
    }),

  /** The user has seen a handler's code, and lets it run; `always`: also the next time that the app is started. */
  allowHandler: t.procedure
    .input(z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), always: z.boolean().default(false) }))
    .mutation(({ ctx, input: { sha256, always } }) => ctx.consent.allow(sha256, { always })),

  /** What was done in the lab, as a scenario; null where nothing was sent. */
  recordScenario: bare.query(async ({ ctx }) => {
    await ctx.playground.settled();
    return record(ctx.playground.log());
  }),

  /** What it will check, in words. */
  expectedWords: t.procedure.input(scenarioSchema).mutation(({ input }) => expectedWords(input)),

  runScenario: t.procedure.input(scenarioSchema).mutation(async ({ ctx, input, signal }) => {
    await needConsentFor(ctx, input.lab);
    try {
      return await runInLab(ctx.playground, input, signal);
    } catch (error) {
      throw asTrpcError(error);
    }
  }),
};

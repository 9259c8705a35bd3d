import { z } from 'zod';
import { expressCode } from '../code/express/express-code.ts';
import { reportFile, testFile } from '../code/race/race-files.ts';
import { pageContextSchema } from '../contract/doctor/doctor-context.ts';
import { below, type Result } from '../contract/errors.ts';
import { faultPatchSchema, isFaulty } from '../contract/faults/faults.ts';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { maskSecrets } from '../contract/options/mask-secrets.ts';
import { packResult } from '../contract/races/packed-race.ts';
import {
  type RaceProgress,
  type RaceResult,
  type RaceSpec,
  raceSpecSchema,
} from '../contract/races/races.ts';
import { browserNameSchema, fireSpecSchema, requestSpecSchema } from '../contract/requests.ts';
import { type LabRouteId, labRoutes } from '../contract/routes.ts';
import { handlerSourceSchema } from '../contract/scenario/own-handler.ts';
import { restartSchema } from '../contract/scenario/restart.ts';
import { scenarioSchema } from '../contract/scenario/scenario.ts';
import { mostPageText } from '../contract/state.ts';
import { sessionEditSchema } from '../contract/stores/session-edit.ts';
import { storeConfigSchema } from '../contract/stores/store-kinds.ts';
import { reportOn } from '../doctor/report.ts';
import type { Playground } from '../playground/playground.ts';
import { type Consent, hashOf } from '../scenarios/consent/consent.ts';
import { raceOf } from '../scenarios/race-of.ts';
import { storeReportLines } from '../words/store-report.ts';
import { compareRouter } from './compare-procedures.ts';
import { eventStream } from './event-stream.ts';
import { explainPasted } from './explain-pasted.ts';
import { lessonProcedures } from './lesson-procedures.ts';
import { newsOf } from './news.ts';
import { recordingRouter } from './recording-procedures.ts';
import { storeRouter } from './store-procedures.ts';
import { needConsent, needConsentFor, needConsentForStore, t, trpcErrorOf } from './trpc.ts';

const procedure = t.procedure;
/** A procedure that takes nothing refuses what is given all the same. */
const nothing = z.undefined({ error: 'expected no input' });
const bare = procedure.input(nothing);
const streamInput = z.strictObject({ lastEventId: z.string().max(64).optional() }).optional();
const never = new AbortController().signal;

/** What starts the lab anew, which opens its store's file as it is by now. Refused before anything has ended. */
const restarting = procedure.use(async ({ ctx, next }) => {
  await needConsentForStore(ctx, ctx.playground.state().config.store);
  return next();
});

/** Refusals become errors that say where and what; the rest of a result is the answer. */
const answer = <Value extends object>(result: Result<Value>): Omit<Value & { ok: true }, 'ok'> => {
  if (!result.ok) throw trpcErrorOf(result.problems);
  const { ok: _, ...value } = result;
  return value;
};

const sent = (result: ReturnType<Playground['send']>) => {
  const { group, requests } = answer(result);
  return { group, requests };
};

/** A race that may be run: its code is allowed, and its store has the secrets that the page was not told. */
async function raced(ctx: { playground: Playground; consent: Consent }, spec: RaceSpec): Promise<RaceSpec> {
  await needConsentFor(ctx, { ...spec.lab, handler: spec.handler }, 'spec');
  const given = ctx.playground.withSecrets(spec.lab);
  if (!given.ok) throw trpcErrorOf(below('spec.lab', given.problems));
  return { ...spec, lab: given.config };
}

const browserInput = z.strictObject({ browser: browserNameSchema });
const raceInput = z.strictObject({ spec: raceSpecSchema, max: z.int().min(1).max(100_000_000).optional() });
const routeIds = Object.keys(labRoutes) as [LabRouteId, ...LabRouteId[]];

/** The control plane's procedures. They decide nothing: each hands its checked input to the playground. */
export const router = t.router({
  state: bare.query(({ ctx }) => ctx.playground.state()),

  /** Every state from now on, the present one first. */
  states: procedure
    .input(streamInput)
    .subscription(({ ctx, signal }) => ctx.playground.states(signal ?? never)),

  /** The event log after `after`, then what follows. A reconnecting client goes on where it was. */
  events: procedure
    .input(streamInput)
    .subscription(({ ctx, input, signal }) =>
      eventStream(ctx.playground, input?.lastEventId, signal ?? never),
    ),

  configure: procedure.input(labConfigSchema).mutation(async ({ ctx, input }) => {
    // One that runs already was allowed, also where that was at another start.
    const { cookieFunction } = ctx.playground.state().config.options;
    if (input.options.cookieFunction !== cookieFunction) await needConsentFor(ctx, input);
    else await needConsentForStore(ctx, input.store);
    answer(await ctx.playground.configure(input));
    return { configRevision: ctx.playground.state().configRevision };
  }),
  setHandler: restarting
    .input(z.strictObject({ source: handlerSourceSchema.nullable(), isFromFile: z.boolean().default(false) }))
    .mutation(async ({ ctx, input: { source, isFromFile } }) => {
      if (isFromFile) await needConsent(ctx, source, 'handler');
      const done = answer(await ctx.playground.setHandler(source));
      // Who typed it in, or had it before their eyes and put it in, may race it too.
      if (source !== null) await ctx.consent.allow(hashOf(source));
      return done;
    }),
  reset: restarting.input(nothing).mutation(async ({ ctx }) => answer(await ctx.playground.reset())),
  undoReset: restarting.input(nothing).mutation(async ({ ctx }) => answer(await ctx.playground.undoReset())),
  bringBack: bare.mutation(async ({ ctx }) => {
    const { ownLab } = ctx.playground.state();
    if (ownLab !== null) await needConsentForStore(ctx, ownLab.store);
    return answer(await ctx.playground.bringBack());
  }),
  restart: restarting
    .input(restartSchema)
    .mutation(async ({ ctx, input }) => answer(await ctx.playground.restart(input))),
  advance: procedure
    .input(z.strictObject({ ms: z.int().min(1).max(3_155_760_000_000) }))
    .mutation(async ({ ctx, input }) => answer(await ctx.playground.advance(input.ms))),

  editSession: procedure
    .input(sessionEditSchema)
    .mutation(async ({ ctx, input }) => answer(await ctx.playground.editSession(input))),
  fault: procedure
    .input(faultPatchSchema)
    .mutation(async ({ ctx, input }) => answer(await ctx.playground.fault(input))),

  addBrowser: procedure
    .input(z.strictObject({ name: browserNameSchema }))
    .mutation(({ ctx, input }) => answer(ctx.playground.addBrowser(input.name))),
  removeBrowser: procedure
    .input(browserInput)
    .mutation(({ ctx, input }) => answer(ctx.playground.removeBrowser(input.browser))),
  renameBrowser: procedure
    .input(z.strictObject({ from: browserNameSchema, to: browserNameSchema }))
    .mutation(({ ctx, input }) => answer(ctx.playground.renameBrowser(input.from, input.to))),
  clearJar: procedure
    .input(browserInput)
    .mutation(({ ctx, input }) => answer(ctx.playground.clearJar(input.browser))),
  deleteCookie: procedure
    .input(browserInput.extend({ name: z.string(), domain: z.string(), path: z.string() }))
    .mutation(({ ctx, input: { browser, ...cookie } }) =>
      answer(ctx.playground.deleteCookie(browser, cookie)),
    ),
  setCookie: procedure
    .input(browserInput.extend({ line: z.string().min(1).max(8192) }))
    .mutation(({ ctx, input }) => answer(ctx.playground.setCookie(input.browser, input.line))),

  send: procedure.input(requestSpecSchema).mutation(({ ctx, input }) => sent(ctx.playground.send(input))),
  sequence: procedure
    .input(
      z
        .array(z.union([requestSpecSchema, z.array(requestSpecSchema).min(1).max(200)]))
        .min(1)
        .max(100),
    )
    .mutation(({ ctx, input }) => sent(ctx.playground.sequence(input))),
  together: procedure
    .input(z.array(requestSpecSchema).min(1).max(2000))
    .mutation(({ ctx, input }) => sent(ctx.playground.together(input))),
  fire: procedure.input(fireSpecSchema).mutation(({ ctx, input }) => sent(ctx.playground.fire(input))),
  cancel: bare.mutation(({ ctx }) => ctx.playground.cancel()),

  storePackages: storeRouter,
  /** What the store keeps of a session, past express-session. */
  storedSession: procedure
    .input(z.strictObject({ key: z.string().min(1).max(1000) }))
    .query(async ({ ctx, input }) => answer(await ctx.playground.storedSession(input.key)).look),
  /** Whether a store can be had, and what it does. */
  testStore: procedure
    .input(z.strictObject({ store: storeConfigSchema }))
    .mutation(async ({ ctx, input }) => {
      await needConsentForStore(ctx, input.store);
      const { report } = answer(await ctx.playground.testStore(input.store));
      return { report, lines: storeReportLines(report) };
    }),
  routeSource: procedure
    .input(z.strictObject({ route: z.enum(routeIds) }))
    .query(({ ctx, input }) => ctx.playground.routeSource(input.route)),
  race: t.router({
    /** Streams how far it is, then the result; given up when the client goes away. To be called over a streaming link. */
    explore: procedure.input(raceInput).mutation(async function* ({ ctx, input, signal }) {
      const { max } = input;
      const spec = await raced(ctx, input.spec);
      const news = newsOf<RaceProgress, Result<{ result: RaceResult }>>(
        (listening) => ctx.races.explore(spec, { max, ...listening }),
        signal ?? never,
      );
      for await (const one of news) {
        if (one.type === 'progress') yield one;
        else yield { type: 'result' as const, result: packResult(answer(one.value).result) };
      }
    }),
    look: procedure
      .input(z.strictObject({ spec: raceSpecSchema, schedule: z.array(z.string().max(64)).max(1000) }))
      .mutation(async ({ ctx, input, signal }) => {
        const spec = await raced(ctx, input.spec);
        return answer(await ctx.races.look(spec, input.schedule, { signal: signal ?? never }));
      }),
    /** What came of a race, as an HTML page. */
    report: procedure
      .input(raceInput.extend({ title: z.string().min(1).max(200).optional() }))
      .mutation(async ({ ctx, input: { spec: given, max, title }, signal }) => {
        const spec = await raced(ctx, given);
        const { result } = answer(await ctx.races.resultOf(spec, { max, signal: signal ?? never }));
        return reportFile(result, title);
      }),
    /** An outcome of a race, without its place the shortest anomaly, as a test for vitest that fails. */
    test: procedure
      .input(raceInput.extend({ outcome: z.int().min(0).optional() }))
      .mutation(async ({ ctx, input: { spec: given, max, outcome }, signal }) => {
        const spec = await raced(ctx, given);
        const { result } = answer(await ctx.races.resultOf(spec, { max, signal: signal ?? never }));
        return answer(testFile(spec, result, outcome));
      }),
    /** The race in a scenario: its first requests that are sent together, with what comes before them. */
    ofScenario: procedure.input(scenarioSchema).mutation(({ input }) => answer(raceOf(input)).race),
  }),
  code: procedure.input(z.strictObject({ language: z.enum(['ts', 'js']) })).query(({ ctx, input }) => {
    const { config, handler, clock, faults } = ctx.playground.state();
    const shown = { config: maskSecrets(config), handler, clock, isFaulty: isFaulty(faults) };
    return expressCode(shown, input.language);
  }),

  /** Says what somebody pasted, and what follows. Nothing of it is run. */
  explain: procedure
    .input(
      z.strictObject({
        text: z.string(),
        secret: z.string().max(4096).optional(),
        address: z.string().max(2048).optional(),
      }),
    )
    .mutation(async ({ input }) => answer(await explainPasted(input))),

  /** What the page had in its forms at the last start; null where nothing is kept. */
  keptPage: bare.query(({ ctx }) => ctx.workspace?.page() ?? null),
  keepPage: procedure
    .input(z.strictObject({ text: z.string().max(mostPageText) }))
    .mutation(({ ctx, input }) => ctx.workspace?.setPage(input.text)),

  ...lessonProcedures,
  recording: recordingRouter,
  compare: compareRouter,
  /** The hazards of the lab's options, for the app that the reader has in mind. */
  doctor: procedure
    .input(z.strictObject({ context: pageContextSchema }))
    .query(({ ctx, input }) => reportOn(ctx.playground.state().config, input.context, Date.now())),
});

export type AppRouter = typeof router;

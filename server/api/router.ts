import { initTRPC, TRPCError, tracked } from '@trpc/server';
import { z } from 'zod';
import { labConfigSchema } from '../contract/lab-config.ts';
import { browserNameSchema, fireSpecSchema, requestSpecSchema } from '../contract/requests.ts';
import { type LabRouteId, labRoutes } from '../contract/routes.ts';
import type { Outcome } from '../contract/state.ts';
import { expressCode } from '../lab/express-code.ts';
import type { Playground } from '../playground/playground.ts';

const t = initTRPC.context<{ playground: Playground }>().create();
const procedure = t.procedure;

/** Refusals become errors that say where and what; the rest of an outcome is the answer. */
const answer = <Value extends object>(outcome: Outcome<Value>): Omit<Value & { ok: true }, 'ok'> => {
  if (!outcome.ok) throw new TRPCError({ code: 'BAD_REQUEST', message: `${outcome.at}: ${outcome.message}` });
  const { ok: _, ...value } = outcome;
  return value;
};

const sent = (outcome: ReturnType<Playground['send']>) => {
  const { group, requests } = answer(outcome);
  return { group, requests };
};

const browserInput = z.strictObject({ browser: browserNameSchema });
const routeIds = Object.keys(labRoutes) as [LabRouteId, ...LabRouteId[]];

/** The control plane's procedures. They decide nothing: each hands its checked input to the playground. */
export const router = t.router({
  state: procedure.query(({ ctx }) => ctx.playground.state()),

  /** Every state from now on, the present one first. */
  states: procedure.subscription(({ ctx, signal }) =>
    ctx.playground.states(signal ?? new AbortController().signal),
  ),

  /** The event log after `after`, then what follows. A reconnecting client goes on where it was. */
  events: procedure
    .input(z.strictObject({ lastEventId: z.string().optional() }).optional())
    .subscription(async function* ({ ctx, input, signal }) {
      const after = parseLogPosition(input?.lastEventId);
      for await (const message of ctx.playground.messages(after, signal ?? new AbortController().signal)) {
        const last = message.events.at(-1)?.seq ?? -1;
        yield tracked(`${message.epoch}:${last}`, message);
      }
    }),

  configure: procedure
    .input(labConfigSchema)
    .mutation(async ({ ctx, input }) => answer(await ctx.playground.configure(input))),
  setHandler: procedure
    .input(z.strictObject({ source: z.string().max(50_000).nullable() }))
    .mutation(async ({ ctx, input }) => answer(await ctx.playground.setHandler(input.source))),
  reset: procedure.mutation(async ({ ctx }) => answer(await ctx.playground.reset())),
  undoReset: procedure.mutation(async ({ ctx }) => answer(await ctx.playground.undoReset())),
  advance: procedure
    .input(z.strictObject({ ms: z.int().min(1).max(3_155_760_000_000) }))
    .mutation(async ({ ctx, input }) => answer(await ctx.playground.advance(input.ms))),

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
    .input(z.array(requestSpecSchema).min(1).max(100))
    .mutation(({ ctx, input }) => sent(ctx.playground.sequence(input))),
  together: procedure
    .input(z.array(requestSpecSchema).min(1).max(100))
    .mutation(({ ctx, input }) => sent(ctx.playground.together(input))),
  fire: procedure.input(fireSpecSchema).mutation(({ ctx, input }) => sent(ctx.playground.fire(input))),
  cancel: procedure.mutation(({ ctx }) => ctx.playground.cancel()),

  routeSource: procedure
    .input(z.strictObject({ route: z.enum(routeIds) }))
    .query(({ ctx, input }) => ctx.playground.routeSource(input.route)),
  code: procedure
    .input(z.strictObject({ language: z.enum(['ts', 'js']) }))
    .query(({ ctx, input }) => expressCode(ctx.playground.state().config, input.language)),
});

export type AppRouter = typeof router;

/** `epoch:seq`, as `tracked` sends it; anything else means from the beginning. */
function parseLogPosition(id: string | undefined): { epoch: number; seq: number } {
  const [epoch, seq] = (id ?? '').split(':').map(Number);
  return Number.isInteger(epoch) && Number.isInteger(seq) && epoch !== undefined && seq !== undefined
    ? { epoch, seq }
    : { epoch: -1, seq: -1 };
}

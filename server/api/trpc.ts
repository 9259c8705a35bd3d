import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import { type Problem, toldLine } from '../contract/errors.ts';
import { problemsOf } from '../contract/input/problems.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';
import type { StoreConfig } from '../contract/stores/store-kinds.ts';
import type { Playground } from '../playground/playground.ts';
import type { RememberedRaces } from '../races/remembering.ts';
import type { Recording } from '../recording/recording.ts';
import type { Comparer } from '../scenarios/compare/comparer.ts';
import type { Consent } from '../scenarios/consent/consent.ts';
import type { CatalogueSettings } from '../scenarios/read/catalogue.ts';
import type { Workspace } from '../scenarios/workspace/workspace.ts';
import { ProblemError, told } from '../words/problems.ts';

/** A refusal as tRPC's error: the problems are in its data, their lines for who reads nothing else in its message. */
export function trpcErrorOf(
  problems: readonly Problem[],
  code: TRPCError['code'] = 'BAD_REQUEST',
): TRPCError {
  const cause = new ProblemError(problems);
  return new TRPCError({ code, message: cause.message, cause });
}

/** What was thrown, for tRPC: a refusal is the caller's matter, and anything else a defect. */
export const asTrpcError = (error: unknown): unknown =>
  error instanceof ProblemError ? trpcErrorOf(error.problems) : error;

/** Ends a procedure that would run code from a file which nobody has allowed. `at`: where it stands in what was given. */
export async function needConsent(
  { consent }: { consent: Consent },
  source: string | null | undefined,
  at: string,
): Promise<void> {
  const checked = await consent.check(source, at);
  if (!checked.ok) throw trpcErrorOf(checked.problems);
}

/** The same for a lab that is built from something that was given: its handler, its cookie function, and its store where that is code. */
export async function needConsentFor(
  { consent }: { consent: Consent },
  { handler, store, options }: Pick<LabConfig, 'store' | 'options'> & { handler?: string | null | undefined },
  at = 'lab',
): Promise<void> {
  await needConsent({ consent }, handler, `${at}.handler`);
  await needConsentForFunction({ consent }, options.cookieFunction, at);
  await needConsentForStore({ consent }, store, at);
}

/** The same for a cookie function alone. */
async function needConsentForFunction(
  { consent }: { consent: Consent },
  source: string | null,
  at = 'lab',
): Promise<void> {
  const checked = await consent.checkFunction(source, `${at}.options.cookieFunction`);
  if (!checked.ok) throw trpcErrorOf(checked.problems);
}

/** The same for a store alone, as its file is now. */
export async function needConsentForStore(
  { consent }: { consent: Consent },
  store: StoreConfig,
  at = 'lab',
): Promise<void> {
  const checked = await consent.checkStore(store, `${at}.store.module`);
  if (!checked.ok) throw trpcErrorOf(checked.problems);
}

function problemsIn({ cause }: TRPCError, input: unknown): readonly Problem[] | null {
  if (cause instanceof ProblemError) return cause.problems;
  return cause instanceof z.ZodError ? problemsOf(cause, z.unknown(), input) : null;
}

/** The one tRPC of the control plane. Errors say what was wrong and where, and never carry a stack trace. */
export const t = initTRPC
  .context<{
    playground: Playground;
    races: RememberedRaces;
    comparer: Comparer;
    catalogue: CatalogueSettings;
    consent: Consent;
    workspace: Pick<Workspace, 'page' | 'setPage'> | null;
    recording: Recording | null;
  }>()
  .create({
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: 3000 }, client: { reconnectAfterInactivityMs: 12_000 } },
    errorFormatter: ({ shape, error, input }) => {
      const problems = problemsIn(error, input)?.map(told) ?? null;
      const message = problems === null ? shape.message : problems.map(toldLine).join('; ');
      return { ...shape, message, data: { ...shape.data, problems } };
    },
  });
